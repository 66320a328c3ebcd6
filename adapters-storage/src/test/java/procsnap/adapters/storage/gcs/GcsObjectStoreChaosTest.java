package procsnap.adapters.storage.gcs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.auth.oauth2.GoogleCredentials;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import procsnap.adapters.storage.StoreLocation;
import procsnap.adapters.storage.chaos.FaultPlan;
import procsnap.adapters.storage.chaos.contract.ChaosClient;
import procsnap.adapters.storage.chaos.contract.MutatedResponsesContract;
import procsnap.adapters.storage.chaos.contract.ObjectStoreChaosContract;
import procsnap.adapters.storage.chaos.contract.ServerChangesContract;
import procsnap.adapters.storage.http.HttpClient;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStore.Put;
import procsnap.core.port.ObjectStoreException;

/** Google Cloud Storage keeps its promises when the network or the server is not well. */
@Execution(ExecutionMode.CONCURRENT)
class GcsObjectStoreChaosTest
    implements ObjectStoreChaosContract, ServerChangesContract, MutatedResponsesContract {

  private StrictGcsServer server;
  private GcsConnection.CredentialsSource credentials;
  private ObjectStore direct;

  @BeforeEach
  void start() throws Exception {
    server = StrictGcsServer.start(true);
    // Tokens come from the server itself: what stands before it is for objects.
    String key = GcsServiceAccount.keyFile(server.endpoint());
    HttpClient http = new HttpClient(Duration.ofSeconds(10));
    credentials =
        () ->
            GoogleCredentials.fromStream(
                new ByteArrayInputStream(key.getBytes(StandardCharsets.UTF_8)),
                () -> new GcsTransport(http));
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
    try {
      return GcsObjectStore.open(
          StoreLocation.of(URI.create("gs://" + StrictGcsServer.BUCKET + "/deep/prefix")),
          new GcsConnection(Optional.of(proxy), new HttpClient(noProgress), credentials),
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
    server.account().replaceToken(Optional.empty());
  }

  @Override
  public void renewCredentials() {
    server.account().replaceToken(Optional.of("renewed"));
  }

  @Test
  void tokenThatExpiredEarlyIsRenewedByItself() throws Exception {
    try (ChaosClient client = client(FaultPlan.script())) {
      assertEquals(Put.CREATED, client.put("machine/before", CONTENT));
      server.account().replaceToken(Optional.of("renewed"));
      assertEquals(Put.CREATED, client.put(CONTENT));
    }
  }
}
