package procsnap.adapters.storage;

import java.util.Map;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;

/**
 * Opens one kind of object store. The factory itself needs no client library; {@link #open} throws
 * {@link NoClassDefFoundError} when the one that it needs is not installed.
 */
@FunctionalInterface
public interface ObjectStoreFactory {

  /**
   * Opens a store. Nothing is sent to it yet.
   *
   * @param environment the environment variables, where credentials are looked for
   * @throws ObjectStoreException PERMANENT when the location is incomplete, or credentials are
   *     missing or malformed
   */
  ObjectStore open(StoreLocation location, Map<String, String> environment)
      throws ObjectStoreException;
}
