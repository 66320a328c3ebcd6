package procsnap.adapters.storage.s3;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import procsnap.adapters.storage.chaos.contract.ObjectStoreChaosContract;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;

/** S3 keeps its promises whatever the network does. */
class S3ObjectStoreChaosTest implements ObjectStoreChaosContract {

  private S3Server server;
  private ObjectStore direct;

  @BeforeEach
  void start() throws Exception {
    server = S3Server.start();
    direct = storeThrough(server.endpoint(), Duration.ofSeconds(10));
  }

  @AfterEach
  void stop() throws Exception {
    direct.close();
    server.close();
  }

  @Override
  public URI server() {
    return server.endpoint();
  }

  @Override
  public ObjectStore storeThrough(URI proxy, Duration noProgress) {
    try {
      return S3Server.store(proxy, S3Server.BUCKET, S3Server.KEY_ID, S3Server.KEY, noProgress);
    } catch (ObjectStoreException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public ObjectStore direct() {
    return direct;
  }
}
