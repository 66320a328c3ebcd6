package procsnap.adapters.storage.s3;

import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import procsnap.adapters.storage.StoreLocation;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/** A real S3 server on the loopback, with one empty bucket in memory. */
public final class S3Server {

  public static final String BUCKET = "traces";
  public static final String KEY_ID = "local-identity";
  public static final String KEY = "local-credential";

  /** No settings of AWS's own tools. */
  static final AwsProfiles NO_PROFILES = new AwsProfiles(Optional::empty, Optional::empty);

  private final S3Proxy proxy;
  private final TransientNio2BlobStore blobs;

  private S3Server(S3Proxy proxy, TransientNio2BlobStore blobs) {
    this.proxy = proxy;
    this.blobs = blobs;
  }

  public static S3Server start() throws Exception {
    TransientNio2BlobStore blobs = new TransientNio2BlobStore();
    S3Proxy proxy =
        S3Proxy.builder()
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V4, KEY_ID, KEY)
            .blobStore(new WithoutParts(blobs))
            .stopTimeout(0)
            .build();
    proxy.start();
    S3Server server = new S3Server(proxy, blobs);
    server.createBucket();
    return server;
  }

  public void createBucket() {
    blobs.createContainer(BUCKET);
  }

  /** Removes it with all that is in it. */
  public void removeBucket() {
    blobs.deleteContainer(BUCKET);
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + proxy.getPort());
  }

  /** A client of the SDK's on it, as it comes but for its HTTP. */
  public static S3Client client(URI endpoint) {
    return S3Clients.of(
        Optional.of(endpoint),
        true,
        Region.US_EAST_1,
        StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY_ID, KEY)),
        NO_PROFILES.read(),
        new S3HttpClient(Duration.ofSeconds(10)));
  }

  /** What an ETag of this server is, in base64. */
  public static String md5(String eTag) {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(eTag.replace("\"", "")));
  }

  /** A store on it, or on what stands in front of it. */
  public static ObjectStore store(URI endpoint, String bucket, String keyId, String key)
      throws ObjectStoreException {
    return store(endpoint, bucket, keyId, key, 1000);
  }

  static ObjectStore store(URI endpoint, String bucket, String keyId, String key, int pageSize)
      throws ObjectStoreException {
    return S3ObjectStore.open(
        location(bucket + "/deep/prefix", endpoint, false),
        NO_PROFILES,
        StaticCredentialsProvider.create(AwsBasicCredentials.create(keyId, key)),
        Duration.ofSeconds(10),
        pageSize);
  }

  /** A location on it; requests name the bucket in the path of the URL. */
  static StoreLocation location(String path, URI endpoint, boolean noCredentials) {
    URI uri = URI.create("s3://" + path);
    return new StoreLocation(
        uri, Optional.of(endpoint), true, Optional.empty(), Optional.empty(), noCredentials);
  }

  public void close() throws Exception {
    proxy.stop();
  }

  /**
   * S3Proxy lists objects that are still on their way here, under names of their own; S3 does not.
   */
  private static final class WithoutParts extends ForwardingBlobStore {

    private static final Pattern PART =
        Pattern.compile(".*-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    WithoutParts(BlobStore blobs) {
      super(blobs);
    }

    @Override
    public ListObjectsV2Response list(ListObjectsV2Request request) {
      ListObjectsV2Response all = super.list(request);
      return all.toBuilder()
          .contents(
              all.contents().stream()
                  .filter(object -> !PART.matcher(object.key()).matches())
                  .toList())
          .build();
    }
  }
}
