package procsnap.adapters.storage;

import java.net.URI;
import java.util.Optional;

/**
 * The location of an object store, and how it is reached.
 *
 * @param uri the store's URI: its scheme names the kind of store
 * @param s3Endpoint address of an S3-compatible store, if it is not Amazon's
 * @param s3PathStyle whether the bucket is named in the path of the URL rather than in its host
 * @param s3Region region of the bucket; by default the one that AWS's own tools find
 * @param azEndpoint address of the account's blob service, if it is neither Azure's nor the one in
 *     the connection string
 * @param noCredentials whether requests are sent unsigned
 */
public record StoreLocation(
    URI uri,
    Optional<URI> s3Endpoint,
    boolean s3PathStyle,
    Optional<String> s3Region,
    Optional<URI> azEndpoint,
    boolean noCredentials) {

  /** The location that a URI alone names. */
  public static StoreLocation of(URI uri) {
    return new StoreLocation(
        uri, Optional.empty(), false, Optional.empty(), Optional.empty(), false);
  }

  /** What comes first in the URI: a bucket, or an account. */
  public String bucket() {
    return String.valueOf(uri.getAuthority());
  }

  /** What precedes every name in the bucket: empty, or with a slash at its end. */
  public String prefix() {
    String path = uri.getPath().replaceFirst("^/+", "");
    return path.isEmpty() || path.endsWith("/") ? path : path + "/";
  }
}
