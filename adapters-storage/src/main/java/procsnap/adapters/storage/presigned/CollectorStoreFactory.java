package procsnap.adapters.storage.presigned;

import java.util.Map;
import procsnap.adapters.storage.ObjectStoreFactory;
import procsnap.adapters.storage.StoreLocation;
import procsnap.adapters.storage.http.HttpClient;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;

/** Opens collectors: {@code https://COLLECTOR/PATH}. */
public final class CollectorStoreFactory implements ObjectStoreFactory {

  @Override
  public ObjectStore open(StoreLocation location, Map<String, String> environment)
      throws ObjectStoreException {
    return PresignedObjectStore.open(
        location.uri(), CollectorToken.from(environment), HttpClient.NO_PROGRESS);
  }
}
