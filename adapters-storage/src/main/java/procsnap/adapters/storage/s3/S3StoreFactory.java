package procsnap.adapters.storage.s3;

import java.util.Map;
import procsnap.adapters.storage.ObjectStoreFactory;
import procsnap.adapters.storage.StoreLocation;
import procsnap.adapters.storage.http.HttpClient;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;

/** Opens buckets of S3: {@code s3://BUCKET/PREFIX}. */
public final class S3StoreFactory implements ObjectStoreFactory {

  /** The most that the service sends. */
  private static final int PAGE_SIZE = 1000;

  @Override
  public ObjectStore open(StoreLocation location, Map<String, String> environment)
      throws ObjectStoreException {
    AwsProfiles profiles = AwsProfiles.ofThisMachine();
    return S3ObjectStore.open(
        location,
        profiles,
        S3Clients.credentials(location.noCredentials(), profiles),
        HttpClient.NO_PROGRESS,
        PAGE_SIZE);
  }
}
