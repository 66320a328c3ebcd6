package procsnap.adapters.storage.presigned;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import procsnap.adapters.storage.chaos.contract.ObjectStoreChaosContract;
import procsnap.adapters.storage.s3.S3Server;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;

/** Presigned URLs keep their promises whatever the network does, to the collector or the store. */
class PresignedObjectStoreChaosTest implements ObjectStoreChaosContract {

  private S3Server server;
  private Collector collector;
  private ObjectStore direct;

  @BeforeEach
  void start() throws Exception {
    server = S3Server.start();
    collector = Collector.start(server.endpoint(), S3Server.BUCKET, false);
    direct = storeThrough(server(), Duration.ofSeconds(10));
  }

  @AfterEach
  void stop() throws Exception {
    direct.close();
    collector.close();
    server.close();
  }

  @Override
  public URI server() {
    return collector.front();
  }

  @Override
  public ObjectStore storeThrough(URI proxy, Duration noProgress) {
    try {
      return PresignedObjectStore.open(
          Collector.address(proxy),
          CollectorToken.from(Map.of("PROCSNAP_COLLECTOR_TOKEN", Collector.TOKEN)),
          noProgress);
    } catch (ObjectStoreException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public ObjectStore direct() {
    return direct;
  }
}
