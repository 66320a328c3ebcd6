package procsnap.adapters.storage.s3;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** A real S3 server on the loopback, with one empty bucket in memory. */
public final class S3Server {

  public static final String BUCKET = "traces";
  public static final String KEY_ID = "local-identity";
  public static final String KEY = "local-credential";

  private final S3Proxy proxy;

  private S3Server(S3Proxy proxy) {
    this.proxy = proxy;
  }

  public static S3Server start() throws Exception {
    TransientNio2BlobStore blobs = new TransientNio2BlobStore();
    blobs.createContainer(BUCKET);
    S3Proxy proxy =
        S3Proxy.builder()
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V4, KEY_ID, KEY)
            .blobStore(blobs)
            .stopTimeout(0)
            .build();
    proxy.start();
    return new S3Server(proxy);
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + proxy.getPort());
  }

  /** A store on it, or on what stands in front of it. */
  static ObjectStore store(URI endpoint, String bucket, String keyId, String key)
      throws ObjectStoreException {
    return S3ObjectStore.open(
        bucket,
        "deep/prefix",
        Optional.of(endpoint),
        true,
        Optional.empty(),
        StaticCredentialsProvider.create(AwsBasicCredentials.create(keyId, key)),
        Duration.ofSeconds(10));
  }

  public void close() throws Exception {
    proxy.stop();
  }
}
