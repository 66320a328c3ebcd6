package procsnap.adapters.storage.s3;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import procsnap.adapters.storage.chaos.contract.ObjectStoreChaosContract;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** S3 keeps its promises when the network or the server is not well. */
class S3ObjectStoreChaosTest implements ObjectStoreChaosContract {

  private S3Server server;
  private ObjectStore direct;

  @BeforeEach
  void start() throws Exception {
    server = S3Server.start();
    direct = storeThrough(server.endpoint(), Duration.ofSeconds(60));
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
          S3Server.BUCKET,
          "deep/prefix",
          Optional.of(proxy),
          true,
          Optional.empty(),
          StaticCredentialsProvider.create(
              AwsBasicCredentials.create(S3Server.KEY_ID, S3Server.KEY)),
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
