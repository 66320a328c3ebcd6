package procsnap.adapters.storage.gcs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import procsnap.adapters.storage.http.HttpStatusContract;
import procsnap.adapters.storage.http.ScriptedServer;
import procsnap.adapters.storage.http.ScriptedServer.Answer;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.ObjectStoreException.Kind;

/** Google Cloud Storage takes a status for what the table says. */
final class GcsStatusTest implements HttpStatusContract {

  @Override
  public ObjectStore storeOn(ScriptedServer server) {
    return StrictGcsServer.store(server.uri());
  }

  @Test
  void uploadSessionThatIsGoneIsBegunAnew() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(request -> Answer.of(410, ""));
        ObjectStore store = storeOn(server)) {
      ObjectStoreException failure =
          assertThrows(ObjectStoreException.class, () -> store.putIfAbsent("file", CONTENT));
      assertEquals(Kind.TRANSIENT, failure.kind(), failure::getMessage);
    }
  }

  @Test
  void roleThatIsAdvisedIsTheOneThatIsMissing() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(request -> Answer.of(403, ""));
        ObjectStore store = storeOn(server)) {
      String put = message(() -> store.putIfAbsent("file", CONTENT));
      assertTrue(put.contains("the role Storage Object Creator"), put);
      String list = message(() -> store.list("", "").next());
      assertTrue(list.contains("the role Storage Object Viewer"), list);
    }
  }

  private static String message(Executable call) {
    return String.valueOf(assertThrows(ObjectStoreException.class, call).getMessage());
  }
}
