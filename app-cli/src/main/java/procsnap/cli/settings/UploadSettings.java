package procsnap.cli.settings;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * All settings of an upload, understood and checked.
 *
 * @param store where objects go
 * @param s3Endpoint where an S3-compatible store listens
 * @param s3PathStyle whether the bucket is named in the path of the URL
 * @param s3Region region of the bucket
 * @param azEndpoint where the blob service listens
 * @param noCredentials whether the store is used without credentials
 * @param keepLocal whether files that were uploaded are moved rather than removed
 * @param bytesPerSecond no more than this are sent
 * @param flushTimeout how long to go on at a stop
 */
public record UploadSettings(
    URI store,
    Optional<URI> s3Endpoint,
    boolean s3PathStyle,
    Optional<String> s3Region,
    Optional<URI> azEndpoint,
    boolean noCredentials,
    boolean keepLocal,
    long bytesPerSecond,
    Duration flushTimeout) {}
