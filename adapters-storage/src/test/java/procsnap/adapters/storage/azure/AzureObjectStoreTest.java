package procsnap.adapters.storage.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import procsnap.adapters.storage.TrialStoreContract;
import procsnap.adapters.storage.file.Secrets;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStore.Put;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.ObjectStoreException.Kind;
import procsnap.testing.Needs;

/** Azure Blob Storage keeps the contract of a store. */
@Needs({"node", "npm"})
class AzureObjectStoreTest implements TrialStoreContract {

  private static final String WRONG_KEY =
      "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==";
  private static final AtomicInteger CONTAINERS = new AtomicInteger();

  private static Azurite azurite;

  @TempDir private Path directory;
  private String container;
  private ObjectStore store;

  @BeforeAll
  static void findServer() throws IOException, InterruptedException {
    azurite = Azurite.shared();
  }

  @BeforeEach
  void createContainer() throws ObjectStoreException {
    container = "traces-" + CONTAINERS.incrementAndGet();
    azurite.createContainer(container);
    store =
        Azurite.store(
            azurite.endpoint(), container, Map.of("AZURE_STORAGE_KEY", Azurite.KEY), PAGE_SIZE);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  public ObjectStore store() {
    return store;
  }

  @Override
  public ObjectStore storeWithoutBucket() {
    return with("nowhere", Map.of("AZURE_STORAGE_KEY", Azurite.KEY));
  }

  @Override
  public ObjectStore storeWithWrongCredentials() {
    return with(container, Map.of("AZURE_STORAGE_KEY", WRONG_KEY));
  }

  @Test
  void renewedCredentialsAreUsedWithoutARestart() throws IOException, ObjectStoreException {
    Path key = Secrets.write(directory.resolve("key"), WRONG_KEY);
    try (ObjectStore renewed = with(container, Map.of("AZURE_STORAGE_KEY_FILE", key.toString()))) {
      assertEquals(
          Kind.PERMANENT,
          assertThrows(ObjectStoreException.class, () -> renewed.putIfAbsent("file", CONTENT))
              .kind());
      Secrets.write(key, Azurite.KEY + "\n");
      assertEquals(Put.CREATED, renewed.putIfAbsent("file", CONTENT));
    }
  }

  @Test
  void withoutCredentialsItNamesTheVariables() {
    ObjectStoreException failure =
        assertThrows(
            ObjectStoreException.class,
            () -> Azurite.store(azurite.endpoint(), container, Map.of()));
    assertEquals(
        "no credentials for Azure: set one of AZURE_STORAGE_CONNECTION_STRING,"
            + " AZURE_STORAGE_SAS_TOKEN, AZURE_STORAGE_KEY, or the same with _FILE to the name of a"
            + " file",
        failure.getMessage());
  }

  private static ObjectStore with(String container, Map<String, String> environment) {
    try {
      return Azurite.store(azurite.endpoint(), container, environment);
    } catch (ObjectStoreException e) {
      throw new AssertionError(e);
    }
  }
}
