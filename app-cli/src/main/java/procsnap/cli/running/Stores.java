package procsnap.cli.running;

import java.util.Map;
import procsnap.adapters.storage.DirectoryStoreFactory;
import procsnap.adapters.storage.ObjectStoreFactory;
import procsnap.adapters.storage.StoreLocation;
import procsnap.adapters.storage.azure.AzureStoreFactory;
import procsnap.adapters.storage.gcs.GcsStoreFactory;
import procsnap.adapters.storage.presigned.CollectorStoreFactory;
import procsnap.adapters.storage.s3.S3StoreFactory;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;

/** Chooses the object store by the scheme of its URI; only the chosen one's classes are loaded. */
public final class Stores {

  private Stores() {}

  /**
   * Opens a store.
   *
   * @throws ObjectStoreException when the location is incomplete, or the client was left out of the
   *     installation
   */
  public static ObjectStore open(StoreLocation location, Map<String, String> environment)
      throws ObjectStoreException {
    String scheme = String.valueOf(location.uri().getScheme());
    try {
      return factory(scheme).open(location, environment);
    } catch (NoClassDefFoundError e) {
      throw new ObjectStoreException(
          ObjectStoreException.Kind.PERMANENT,
          "the clients for "
              + scheme
              + ":// are not installed: put the directory lib/upload of the distribution back",
          e);
    }
  }

  private static ObjectStoreFactory factory(String scheme) {
    return switch (scheme) {
      case "file" -> new DirectoryStoreFactory();
      case "gs" -> new GcsStoreFactory();
      case "s3" -> new S3StoreFactory();
      case "az" -> new AzureStoreFactory();
      case "https", "http" -> new CollectorStoreFactory();
      default -> throw new IllegalArgumentException("no store has the scheme " + scheme);
    };
  }
}
