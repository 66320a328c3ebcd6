package procsnap.adapters.storage.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import procsnap.adapters.storage.http.HttpStatusContract;
import procsnap.adapters.storage.http.ScriptedServer;
import procsnap.adapters.storage.http.ScriptedServer.Answer;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.ObjectStoreException.Kind;

/** Azure takes a status for what the table says, and its own codes for what Azure says. */
final class AzureStatusTest implements HttpStatusContract {

  @Override
  public ObjectStore storeOn(ScriptedServer server) throws ObjectStoreException {
    return Azurite.store(Azurite.at(server.uri()), "traces");
  }

  @ParameterizedTest
  @CsvSource({
    "400, Md5Mismatch, TRANSIENT",
    "400, InvalidHeaderValue, PERMANENT",
    "409, ContainerBeingDeleted, TRANSIENT",
    "403, AuthorizationFailure, PERMANENT",
    "503, ServerBusy, TRANSIENT"
  })
  void codeMayDecide(int status, String code, Kind kind) throws Exception {
    Answer response = Answer.of(status, Map.of("x-ms-error-code", code));
    try (ScriptedServer server = ScriptedServer.start(request -> response);
        ObjectStore store = storeOn(server)) {
      ObjectStoreException failure =
          assertThrows(ObjectStoreException.class, () -> store.putIfAbsent("file", CONTENT));
      assertEquals(kind, failure.kind(), failure::getMessage);
      assertEquals(1, server.requests().size());
    }
  }

  @Test
  void blobThatWasThereAndIsGoneIsTriedAgain() throws Exception {
    try (ScriptedServer server =
            ScriptedServer.start(
                request ->
                    request.method().equals("PUT")
                        ? Answer.of(409, Map.of("x-ms-error-code", "BlobAlreadyExists"))
                        : Answer.of(404, Map.of("x-ms-error-code", "BlobNotFound")));
        ObjectStore store = storeOn(server)) {
      ObjectStoreException failure =
          assertThrows(ObjectStoreException.class, () -> store.putIfAbsent("file", CONTENT));
      assertEquals(Kind.TRANSIENT, failure.kind(), failure::getMessage);
    }
  }
}
