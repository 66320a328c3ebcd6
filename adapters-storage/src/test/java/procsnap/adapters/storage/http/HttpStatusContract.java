package procsnap.adapters.storage.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import procsnap.adapters.storage.http.ScriptedServer.Answer;
import procsnap.adapters.storage.http.ScriptedServer.Request;
import procsnap.core.port.BytesContent;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.ObjectStoreException.Kind;

/** Every store over HTTP takes a status for what the table says. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public interface HttpStatusContract {

  BytesContent CONTENT = BytesContent.of("timestamp,pid\n");

  /** A store whose server is the given one. */
  ObjectStore storeOn(ScriptedServer server) throws ObjectStoreException;

  @ParameterizedTest
  @ValueSource(
      ints = {
        301, 302, 303, 307, 400, 401, 403, 405, 408, 409, 411, 412, 413, 425, 429, 500, 501, 502,
        503, 504, 505
      })
  default void statusHasTheSameKindForPutAndListAndRead(int status) throws Exception {
    Kind kind = HttpStatus.failure(status, "");
    assertFails(kind, status, store -> store.putIfAbsent("file", CONTENT));
    assertFails(kind, status, store -> store.list("", "").next());
    assertFails(kind, status, store -> store.read("file").close());
  }

  @Test
  default void bucketThatDoesNotExistIsPermanentAndAnObjectIsMissing() throws Exception {
    assertFails(Kind.PERMANENT, 404, store -> store.putIfAbsent("file", CONTENT));
    assertFails(Kind.PERMANENT, 404, store -> store.list("", "").next());
    assertFails(Kind.MISSING, 404, store -> store.read("file").close());
  }

  /** A call of a store. */
  @FunctionalInterface
  interface Call {
    void of(ObjectStore store) throws Exception;
  }

  private void assertFails(Kind kind, int status, Call call) throws Exception {
    try (ScriptedServer server = ScriptedServer.start(responses(status));
        ObjectStore store = storeOn(server)) {
      Executable calling = () -> call.of(store);
      ObjectStoreException failure = assertThrows(ObjectStoreException.class, calling);
      assertEquals(kind, failure.kind(), status + ": " + failure.getMessage());
      assertTrue(String.valueOf(failure.getMessage()).matches("[ -~]{10,1000}"));
      if (status == 429 || status == 503) {
        assertEquals(Duration.ofSeconds(7), failure.retryAfter());
      }
    }
  }

  /** After a conflict nothing exists under the name any more. */
  private static Function<Request, Answer> responses(int status) {
    Map<String, String> headers = Map.of("Retry-After", "7", "Location", "http://127.0.0.1:1/");
    Answer missing = Answer.of(404, Map.of("x-ms-error-code", "BlobNotFound"));
    AtomicBoolean hasPut = new AtomicBoolean();
    return request -> {
      if (request.method().matches("PUT|POST")) {
        hasPut.set(true);
      } else if (status == 404 || (hasPut.get() && HttpStatus.kind(status) == Kind.CONFLICT)) {
        return missing;
      }
      return new Answer(status, headers, "");
    };
  }
}
