package procsnap.adapters.storage.gcs;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import procsnap.adapters.storage.TrialStoreContract;
import procsnap.core.port.ObjectStore;

/** Google Cloud Storage keeps the contract of a store. */
class GcsObjectStoreTest implements TrialStoreContract {

  private StrictGcsServer server;
  private ObjectStore store;

  @BeforeEach
  void start() throws IOException {
    server = StrictGcsServer.start(true);
    store = store(StrictGcsServer.BUCKET, StrictGcsServer.TOKEN);
  }

  @AfterEach
  void stop() {
    store.close();
    server.close();
  }

  private ObjectStore store(String bucket, String token) {
    return StrictGcsServer.store(server.endpoint(), bucket, token, PAGE_SIZE);
  }

  @Override
  public ObjectStore store() {
    return store;
  }

  @Override
  public ObjectStore storeWithoutBucket() {
    return store("nowhere", StrictGcsServer.TOKEN);
  }

  @Override
  public ObjectStore storeWithWrongCredentials() {
    return store(StrictGcsServer.BUCKET, "another token");
  }
}
