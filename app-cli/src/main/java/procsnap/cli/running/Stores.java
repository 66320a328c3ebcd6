package procsnap.cli.running;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import procsnap.adapters.storage.DirectoryObjectStore;
import procsnap.adapters.storage.azure.AzureObjectStore;
import procsnap.adapters.storage.gcs.GcsObjectStore;
import procsnap.adapters.storage.presigned.CollectorToken;
import procsnap.adapters.storage.presigned.PresignedObjectStore;
import procsnap.adapters.storage.s3.S3ObjectStore;
import procsnap.cli.settings.UploadSettings;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;

/** Chooses the object store by the scheme of its URI; only the chosen one's classes are loaded. */
public final class Stores {

  /** How long a request may stand still. */
  private static final Duration NO_PROGRESS = Duration.ofSeconds(60);

  private Stores() {}

  /**
   * Opens the store that the settings name.
   *
   * @throws ObjectStoreException when the settings do not tell enough of it, or its client was left
   *     out of the installation
   */
  public static ObjectStore open(UploadSettings settings, Map<String, String> environment)
      throws ObjectStoreException {
    try {
      return client(settings, environment);
    } catch (NoClassDefFoundError e) {
      throw new ObjectStoreException(
          ObjectStoreException.Kind.PERMANENT,
          "the clients for "
              + settings.store().getScheme()
              + ":// are not installed: put the directory lib/upload of the distribution back",
          e);
    }
  }

  private static ObjectStore client(UploadSettings settings, Map<String, String> environment)
      throws ObjectStoreException {
    URI uri = settings.store();
    String bucket = String.valueOf(uri.getAuthority());
    String prefix = uri.getPath().replaceFirst("^/+", "");
    return switch (uri.getScheme()) {
      case "file" -> new DirectoryObjectStore(Path.of(uri));
      case "gs" ->
          GcsObjectStore.open(bucket, prefix, settings.noCredentials(), environment, NO_PROGRESS);
      case "s3" ->
          S3ObjectStore.open(
              bucket,
              prefix,
              settings.s3Endpoint(),
              settings.s3PathStyle(),
              settings.s3Region(),
              settings.noCredentials(),
              NO_PROGRESS);
      case "az" ->
          AzureObjectStore.open(
              bucket,
              prefix.replaceFirst("/.*", ""),
              prefix.replaceFirst("[^/]*/?", ""),
              settings.azEndpoint(),
              settings.noCredentials(),
              environment,
              NO_PROGRESS);
      case "https", "http" ->
          PresignedObjectStore.open(uri, CollectorToken.from(environment), NO_PROGRESS);
      default -> throw new IllegalArgumentException("no store has the scheme " + uri.getScheme());
    };
  }
}
