package procsnap.adapters.storage;

import java.nio.file.Path;
import java.util.Map;
import procsnap.core.port.ObjectStore;

/** Opens directories: {@code file:///DIR}. */
public final class DirectoryStoreFactory implements ObjectStoreFactory {

  @Override
  public ObjectStore open(StoreLocation location, Map<String, String> environment) {
    return new DirectoryObjectStore(Path.of(location.uri()));
  }
}
