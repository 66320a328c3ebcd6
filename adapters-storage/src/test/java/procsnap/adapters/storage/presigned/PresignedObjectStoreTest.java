package procsnap.adapters.storage.presigned;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import procsnap.adapters.storage.s3.S3Server;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreContract;
import procsnap.core.port.ObjectStoreException;

/** A collector that leaves conflicts to its store keeps the contract of a store. */
class PresignedObjectStoreTest implements ObjectStoreContract {

  private final List<Collector> collectors = new ArrayList<>();
  private S3Server server;
  private ObjectStore store;

  /** Whether the collector itself reports that a name is taken. */
  boolean looksFirst() {
    return false;
  }

  @BeforeEach
  void start() throws Exception {
    server = S3Server.start();
    store = store(S3Server.BUCKET, Collector.TOKEN);
  }

  @AfterEach
  void stop() throws Exception {
    store.close();
    collectors.forEach(Collector::close);
    server.close();
  }

  private ObjectStore store(String bucket, String token) {
    try {
      Collector collector = Collector.start(server.endpoint(), bucket, looksFirst(), PAGE_SIZE);
      collectors.add(collector);
      return PresignedObjectStore.open(
          collector.address(),
          CollectorToken.from(Map.of("PROCSNAP_COLLECTOR_TOKEN", token)),
          Duration.ofSeconds(10));
    } catch (IOException | ObjectStoreException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public ObjectStore store() {
    return store;
  }

  @Override
  public ObjectStore storeWithoutBucket() {
    return store("nowhere", Collector.TOKEN);
  }

  @Override
  public ObjectStore storeWithWrongCredentials() {
    return store(S3Server.BUCKET, "another");
  }
}
