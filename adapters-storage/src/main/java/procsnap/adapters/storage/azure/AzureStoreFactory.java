package procsnap.adapters.storage.azure;

import java.util.Map;
import procsnap.adapters.storage.ObjectStoreFactory;
import procsnap.adapters.storage.StoreLocation;
import procsnap.adapters.storage.http.HttpClient;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;

/** Opens containers of Azure Blob Storage: {@code az://ACCOUNT/CONTAINER/PREFIX}. */
public final class AzureStoreFactory implements ObjectStoreFactory {

  /** As of the other stores; the service would send 5,000. */
  private static final int PAGE_SIZE = 1000;

  @Override
  public ObjectStore open(StoreLocation location, Map<String, String> environment)
      throws ObjectStoreException {
    return AzureObjectStore.open(location, environment, HttpClient.NO_PROGRESS, PAGE_SIZE);
  }
}
