package procsnap.adapters.storage.s3;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import procsnap.adapters.storage.TrialStoreContract;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;

/** S3 keeps the contract of a store. */
class S3ObjectStoreTest implements TrialStoreContract {

  private S3Server server;
  private ObjectStore store;

  @BeforeEach
  void start() throws Exception {
    server = S3Server.start();
    store = store(S3Server.BUCKET, S3Server.KEY);
  }

  @AfterEach
  void stop() throws Exception {
    store.close();
    server.close();
  }

  private ObjectStore store(String bucket, String key) {
    try {
      return S3Server.store(server.endpoint(), bucket, S3Server.KEY_ID, key, PAGE_SIZE);
    } catch (ObjectStoreException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public ObjectStore store() {
    return store;
  }

  @Override
  public ObjectStore storeWithoutBucket() {
    return store("nowhere", S3Server.KEY);
  }

  @Override
  public ObjectStore storeWithWrongCredentials() {
    return store(S3Server.BUCKET, "not the key");
  }
}
