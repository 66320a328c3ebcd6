package procsnap.adapters.storage.chaos.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import procsnap.adapters.storage.chaos.ChaosProxy;
import procsnap.adapters.storage.chaos.FaultPlan;
import procsnap.core.port.BytesContent;
import procsnap.core.port.Listings;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStore.StoredObject;
import procsnap.core.port.ObjectStoreException;

/** A store, its server and a proxy between them; each test begins with an empty server. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public interface StoreUnderChaos {

  String NAME = "machine/process_1.csv";
  BytesContent CONTENT = BytesContent.random(20_000, 1);
  BytesContent LARGE = BytesContent.random(8 * 1024 * 1024, 2);

  /** Timeout where nothing stalls; a server may need some time for its first response. */
  Duration PATIENCE = Duration.ofSeconds(10);

  Duration NO_PROGRESS = Duration.ofSeconds(1);
  Duration CUT_BY = Duration.ofSeconds(10);

  /** The real server. */
  URI server();

  /**
   * The store under test, with credentials that the server takes.
   *
   * @param proxy used in place of the server
   * @param noProgress timeout without progress
   */
  ObjectStore storeThrough(URI proxy, Duration noProgress);

  /** The same store without a proxy. */
  ObjectStore direct();

  default ChaosClient client(FaultPlan plan) throws IOException {
    return client(plan, PATIENCE);
  }

  default ChaosClient client(FaultPlan plan, Duration noProgress) throws IOException {
    wakeServer();
    ChaosProxy proxy = new ChaosProxy(server(), plan);
    return new ChaosClient(proxy, storeThrough(proxy.uri(), noProgress));
  }

  /**
   * Sends a first request, so that a server still loading its code is not taken for a stalled one.
   */
  private void wakeServer() {
    assertThrows(
        ObjectStoreException.class,
        () -> direct().putIfAbsent("refused", CONTENT.withWrongChecksums()));
  }

  default List<StoredObject> objects() throws ObjectStoreException {
    return Listings.all(direct());
  }

  /** Asserts that there is exactly one object, the right one. */
  default void assertWhole(BytesContent content) throws Exception {
    assertEquals(List.of(new StoredObject(NAME, content.bytes())), objects());
    try (InputStream in = direct().read(NAME)) {
      assertArrayEquals(content.content(), in.readAllBytes());
    }
  }

  default void assertNothingOrWhole(BytesContent content) throws Exception {
    if (!objects().isEmpty()) {
      assertWhole(content);
    }
  }
}
