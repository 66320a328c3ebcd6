package procsnap.adapters.storage.s3;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import procsnap.adapters.storage.chaos.contract.MutatedResponsesContract;
import procsnap.adapters.storage.chaos.contract.ObjectStoreChaosContract;
import procsnap.adapters.storage.chaos.contract.ServerChangesContract;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/** S3 keeps its promises whatever the network does. */
@Execution(ExecutionMode.CONCURRENT)
@Order(1)
class S3ObjectStoreChaosTest
    implements ObjectStoreChaosContract, ServerChangesContract, MutatedResponsesContract {

  private S3Server server;
  private ObjectStore direct;

  /** In place of the profile or the machine's role, which hand out new ones too. */
  private volatile String key = S3Server.KEY;

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
      return S3ObjectStore.open(
          S3Server.location(S3Server.BUCKET + "/deep/prefix", proxy, false),
          S3Server.NO_PROFILES,
          () -> AwsBasicCredentials.create(S3Server.KEY_ID, key),
          noProgress,
          1000);
    } catch (ObjectStoreException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public ObjectStore direct() {
    return direct;
  }

  @Override
  public void removeBucket() {
    server.removeBucket();
  }

  @Override
  public void createBucket() {
    server.createBucket();
  }

  @Override
  public void expireCredentials() {
    key = "expired";
  }

  @Override
  public void renewCredentials() {
    key = S3Server.KEY;
  }
}
