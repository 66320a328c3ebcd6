package procsnap.adapters.storage.gcs;

import java.util.Map;
import procsnap.adapters.storage.ObjectStoreFactory;
import procsnap.adapters.storage.StoreLocation;
import procsnap.adapters.storage.http.HttpClient;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;

/** Opens buckets of Google Cloud Storage: {@code gs://BUCKET/PREFIX}. */
public final class GcsStoreFactory implements ObjectStoreFactory {

  /** The most that the service sends. */
  private static final int PAGE_SIZE = 1000;

  @Override
  public ObjectStore open(StoreLocation location, Map<String, String> environment)
      throws ObjectStoreException {
    return GcsObjectStore.open(
        location,
        GcsConnection.of(location.noCredentials(), environment, HttpClient.NO_PROGRESS),
        PAGE_SIZE);
  }
}
