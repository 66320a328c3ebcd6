package procsnap.adapters.storage.azure;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import procsnap.adapters.storage.chaos.contract.MutatedResponsesContract;
import procsnap.adapters.storage.chaos.contract.ObjectStoreChaosContract;
import procsnap.adapters.storage.chaos.contract.ServerChangesContract;
import procsnap.adapters.storage.file.Secrets;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;
import procsnap.testing.Needs;

/** Azure's blob service keeps its promises when the network or the server is not well. */
@Needs({"node", "npm"})
@Execution(ExecutionMode.CONCURRENT)
@Order(1)
class AzureObjectStoreChaosTest
    implements ObjectStoreChaosContract, ServerChangesContract, MutatedResponsesContract {

  private static final AtomicInteger CONTAINERS = new AtomicInteger();

  private static Azurite azurite;

  @TempDir private Path directory;
  private Path signature;
  private String container;
  private ObjectStore direct;

  @BeforeAll
  static void findServer() throws IOException, InterruptedException {
    azurite = Azurite.shared();
  }

  @BeforeEach
  void createContainer() throws IOException {
    container = "chaos-" + CONTAINERS.incrementAndGet();
    azurite.createContainer(container);
    signature = directory.resolve("signature");
    renewCredentials();
    direct = storeThrough(azurite.endpoint(), Duration.ofSeconds(60));
  }

  @AfterEach
  void close() {
    direct.close();
  }

  @Override
  public URI server() {
    return azurite.endpoint();
  }

  @Override
  public ObjectStore storeThrough(URI proxy, Duration noProgress) {
    try {
      return AzureObjectStore.open(
          Azurite.location(container, Optional.of(Azurite.at(proxy))),
          Map.of("AZURE_STORAGE_SAS_TOKEN_FILE", signature.toString()),
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
    azurite.removeContainer(container);
  }

  /** Signatures are good as long as the container has the policy that they name. */
  @Override
  public void createBucket() throws IOException {
    azurite.createContainer(container);
    renewCredentials();
  }

  @Override
  public void expireCredentials() {
    azurite.removePolicy(container);
  }

  @Override
  public void renewCredentials() throws IOException {
    Secrets.write(signature, azurite.signatureUnderPolicy(container));
  }
}
