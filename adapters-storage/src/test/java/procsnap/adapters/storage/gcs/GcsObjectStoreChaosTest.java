package procsnap.adapters.storage.gcs;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.OAuth2Credentials;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import procsnap.adapters.storage.chaos.contract.ObjectStoreChaosContract;
import procsnap.adapters.storage.http.HttpClient;
import procsnap.core.port.ObjectStore;

/** Google Cloud Storage keeps its promises when the network or the server is not well. */
class GcsObjectStoreChaosTest implements ObjectStoreChaosContract {

  private StrictGcsServer server;
  private ObjectStore direct;

  @BeforeEach
  void start() throws IOException {
    server = StrictGcsServer.start(true);
    direct = storeThrough(server.endpoint(), Duration.ofSeconds(60));
  }

  @AfterEach
  void stop() {
    direct.close();
    server.close();
  }

  @Override
  public URI server() {
    return server.endpoint();
  }

  @Override
  public ObjectStore storeThrough(URI proxy, Duration noProgress) {
    AccessToken token = AccessToken.newBuilder().setTokenValue(StrictGcsServer.TOKEN).build();
    return GcsObjectStore.open(
        StrictGcsServer.BUCKET,
        "deep/prefix",
        Optional.of(proxy),
        OAuth2Credentials.create(token),
        new HttpClient(noProgress));
  }

  @Override
  public ObjectStore direct() {
    return direct;
  }
}
