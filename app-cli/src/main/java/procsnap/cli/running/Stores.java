package procsnap.cli.running;

import com.google.inject.Guice;
import com.google.inject.Stage;
import jakarta.inject.Inject;
import java.util.Map;
import procsnap.adapters.storage.ObjectStoreFactory;
import procsnap.adapters.storage.StoreLocation;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;

/** Opens the object store of a location; only the client of its scheme is loaded. */
public final class Stores {

  private final Map<String, ObjectStoreFactory> factories;

  @Inject
  Stores(Map<String, ObjectStoreFactory> factories) {
    this.factories = factories;
  }

  /**
   * Opens a store.
   *
   * @throws ObjectStoreException when the location is incomplete, or its client is not installed
   */
  public static ObjectStore open(StoreLocation location, Map<String, String> environment)
      throws ObjectStoreException {
    return Guice.createInjector(Stage.DEVELOPMENT, new StoresModule())
        .getInstance(Stores.class)
        .openStore(location, environment);
  }

  private ObjectStore openStore(StoreLocation location, Map<String, String> environment)
      throws ObjectStoreException {
    String scheme = String.valueOf(location.uri().getScheme());
    ObjectStoreFactory factory = factories.get(scheme);
    if (factory == null) {
      throw new IllegalArgumentException("unknown store scheme " + scheme);
    }
    try {
      return factory.open(location, environment);
    } catch (NoClassDefFoundError e) {
      throw new ObjectStoreException(
          ObjectStoreException.Kind.PERMANENT,
          "the client for "
              + scheme
              + ":// is not installed: restore the directory lib/upload of the distribution",
          e);
    }
  }
}
