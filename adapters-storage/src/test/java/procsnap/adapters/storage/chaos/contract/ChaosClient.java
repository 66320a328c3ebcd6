package procsnap.adapters.storage.chaos.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import procsnap.adapters.storage.chaos.ChaosProxy;
import procsnap.adapters.storage.chaos.Fault;
import procsnap.adapters.storage.chaos.FaultCounts;
import procsnap.core.port.ObjectContent;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStore.Put;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.ObjectStoreException.Kind;

/** A store behind a proxy; the message of every failure must be one safe line. */
public record ChaosClient(ChaosProxy proxy, ObjectStore store) implements AutoCloseable {

  private static final int MOST_TRIES = 10;

  public Put put(ObjectContent content) throws ObjectStoreException {
    return put(StoreUnderChaos.NAME, content);
  }

  public Put put(String name, ObjectContent content) throws ObjectStoreException {
    return store.putIfAbsent(name, content);
  }

  /** Makes a put that must fail. */
  ObjectStoreException failure(ObjectContent content) {
    ObjectStoreException failure =
        assertThrows(ObjectStoreException.class, () -> put(content), this::report);
    String message = String.valueOf(failure.getMessage());
    assertTrue(message.matches("[ -~]{10,600}"), () -> "unsafe: " + message);
    return failure;
  }

  /** Makes a put that must fail with this kind. */
  ObjectStoreException failure(Kind kind, ObjectContent content) {
    ObjectStoreException failure = failure(content);
    assertEquals(kind, failure.kind(), failure::getMessage);
    return failure;
  }

  /**
   * Makes a put whose response is missing or damaged; some stores find out themselves that it
   * succeeded.
   */
  boolean tryToPut(ObjectContent content) {
    try {
      put(content);
      return true;
    } catch (ObjectStoreException e) {
      assertEquals(Kind.TRANSIENT, e.kind(), e::getMessage);
      return false;
    }
  }

  /** Puts until it succeeds: a busy server may need longer than what is waited without progress. */
  void putInTheEnd(ObjectContent content) throws ObjectStoreException {
    for (int tries = 1; ; tries++) {
      try {
        put(content);
        return;
      } catch (ObjectStoreException e) {
        if (e.kind() != Kind.TRANSIENT || tries == MOST_TRIES) {
          throw e;
        }
      }
    }
  }

  FaultCounts counts() {
    return proxy.counts();
  }

  long happened(Fault fault) {
    return counts().happened(fault);
  }

  String report() {
    return counts().toString();
  }

  @Override
  public void close() throws IOException {
    store.close();
    proxy.close();
  }
}
