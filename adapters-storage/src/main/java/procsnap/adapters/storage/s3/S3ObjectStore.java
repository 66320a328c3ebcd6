package procsnap.adapters.storage.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import procsnap.adapters.storage.PagedCursor;
import procsnap.adapters.storage.PagedCursor.Page;
import procsnap.adapters.storage.StoreLocation;
import procsnap.adapters.storage.TrialStore;
import procsnap.adapters.storage.http.ContentSums;
import procsnap.adapters.storage.http.NetworkProblem;
import procsnap.adapters.storage.http.SentContent;
import procsnap.adapters.storage.http.ServerText;
import procsnap.core.port.ObjectContent;
import procsnap.core.port.ObjectCursor;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.ObjectStoreException.Kind;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket of Amazon S3, or of what speaks its language, as an object store. */
final class S3ObjectStore implements TrialStore {

  private final String bucket;
  private final String prefix;
  private final S3Client client;
  private final SdkHttpClient http;
  private final int pageSize;

  /** Whether the server was seen to refuse a name that is taken. */
  private volatile boolean createsOnly;

  private S3ObjectStore(StoreLocation location, S3Client client, SdkHttpClient http, int pageSize) {
    this.bucket = location.bucket();
    this.prefix = location.prefix();
    this.client = client;
    this.http = http;
    this.pageSize = pageSize;
  }

  /**
   * Opens a bucket.
   *
   * @throws ObjectStoreException PERMANENT when the region is not known
   */
  static S3ObjectStore open(
      StoreLocation location, AwsCredentialsProvider credentials, Duration noProgress, int pageSize)
      throws ObjectStoreException {
    Optional<URI> endpoint = location.s3Endpoint();
    Region region = S3Clients.region(location.s3Region(), endpoint.isPresent());
    SdkHttpClient http = new S3HttpClient(noProgress);
    S3Client client = S3Clients.of(endpoint, location.s3PathStyle(), region, credentials, http);
    return new S3ObjectStore(location, client, http, pageSize);
  }

  @Override
  public Put putIfAbsent(String name, ObjectContent content) throws ObjectStoreException {
    try {
      return put(name, content);
    } catch (IOException e) {
      throw NetworkProblem.translate("cannot store " + describe(name), e);
    } catch (RuntimeException e) {
      throw S3Problem.translate("cannot store " + describe(name), e);
    }
  }

  private Put put(String name, ObjectContent content) throws IOException, ObjectStoreException {
    PutObjectResponse answer;
    try {
      answer = create(name, content);
    } catch (SdkException e) {
      There there =
          switch (S3Problem.doubt(e)) {
            case NONE -> There.NOTHING;
            case TAKEN -> look(name, content);
            case BROKEN_OFF -> read(name, content);
          };
      return switch (there) {
        case NOTHING -> throw e;
        case SAME -> Put.ALREADY_THERE;
        case OTHER -> throw ObjectStoreException.conflict(describe(name));
      };
    }
    Optional<Boolean> same = S3Sums.isSame(answer, content);
    if (!(same.isPresent() ? same.get() : look(name, content) == There.SAME)) {
      throw unconfirmed(name);
    }
    if (!createsOnly) {
      requireCreateOnly(name, content);
    }
    return Put.CREATED;
  }

  /**
   * There are servers that take no notice of If-None-Match and overwrite: the same bytes sent once
   * more do no harm, and show it.
   */
  private void requireCreateOnly(String name, ObjectContent content) throws ObjectStoreException {
    try {
      create(name, content);
    } catch (SdkException e) {
      // Trouble on the way tells nothing; the next object will.
      createsOnly = S3Problem.doubt(e) == S3Problem.Doubt.TAKEN;
      return;
    }
    throw new ObjectStoreException(
        Kind.PERMANENT,
        "the server of "
            + describe("")
            + " takes no notice of If-None-Match, so objects might be overwritten: use one that"
            + " does, or a collector in front of it");
  }

  private PutObjectResponse create(String name, ObjectContent content) {
    return client.putObject(
        request ->
            request
                .bucket(bucket)
                .key(prefix + name)
                .ifNoneMatch("*")
                .checksumCRC32C(ContentSums.crc32c(content))
                .contentMD5(ContentSums.md5(content)),
        RequestBody.fromContentProvider(
            () -> open(content), content.bytes(), "application/octet-stream"));
  }

  private static InputStream open(ObjectContent content) {
    try {
      return SentContent.open(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private enum There {
    NOTHING,
    SAME,
    OTHER
  }

  /**
   * Looks what is there. Not every store keeps a CRC-32C, and an ETag need not be an MD5; and
   * before it is said that other bytes are there, they are read.
   */
  private There look(String name, ObjectContent content) throws IOException, ObjectStoreException {
    HeadObjectResponse there;
    try {
      there =
          client.headObject(
              request ->
                  request.bucket(bucket).key(prefix + name).checksumMode(ChecksumMode.ENABLED));
    } catch (S3Exception e) {
      return nothing(e);
    }
    if (there.contentLength() != null && there.contentLength() != content.bytes()) {
      return There.OTHER;
    }
    Optional<Boolean> same = S3Sums.isSame(there, content);
    if (same.orElse(false)) {
      return There.SAME;
    }
    There found = read(name, content);
    if (same.isPresent() && found == There.SAME) {
      // The store says one thing and gives another.
      throw unconfirmed(name);
    }
    return found;
  }

  private There read(String name, ObjectContent content) throws IOException {
    try {
      InputStream object = client.getObject(request -> request.bucket(bucket).key(prefix + name));
      return ContentSums.isSame(object, content) ? There.SAME : There.OTHER;
    } catch (S3Exception e) {
      return nothing(e);
    }
  }

  private static There nothing(S3Exception problem) {
    if (S3Problem.isMissingObject(problem)) {
      return There.NOTHING;
    }
    throw problem;
  }

  private ObjectStoreException unconfirmed(String name) {
    return new ObjectStoreException(
        Kind.TRANSIENT, "the store does not confirm the bytes of " + describe(name));
  }

  @Override
  public ObjectCursor list(String begin, String startAfter) {
    return new PagedCursor(
        "cannot list " + describe(begin), startAfter, token -> page(begin, startAfter, token));
  }

  private Page page(String begin, String startAfter, Optional<String> token)
      throws ObjectStoreException {
    try {
      ListObjectsV2Response page =
          client.listObjectsV2(
              request -> {
                request.bucket(bucket).prefix(prefix + begin).maxKeys(pageSize);
                request.continuationToken(token.orElse(null));
                if (!startAfter.isEmpty()) {
                  request.startAfter(prefix + startAfter);
                }
              });
      List<StoredObject> objects = new ArrayList<>();
      for (S3Object object : page.contents()) {
        // A directory marker has the prefix as its key, and so no name here.
        if (object.key().length() > prefix.length()) {
          objects.add(new StoredObject(object.key().substring(prefix.length()), object.size()));
        }
      }
      return new Page(objects, Optional.ofNullable(page.nextContinuationToken()));
    } catch (RuntimeException e) {
      throw S3Problem.translate("cannot list " + describe(begin), e);
    }
  }

  @Override
  public InputStream read(String name) throws ObjectStoreException {
    try {
      InputStream object =
          client.getObject(
              request ->
                  request.bucket(bucket).key(prefix + name).checksumMode(ChecksumMode.ENABLED));
      return new S3ObjectBytes(object);
    } catch (RuntimeException e) {
      if (e instanceof S3Exception answer && S3Problem.isMissingObject(answer)) {
        throw new ObjectStoreException(Kind.MISSING, "there is no " + describe(name), e);
      }
      throw S3Problem.translate("cannot read " + describe(name), e);
    }
  }

  private String describe(String name) {
    return ServerText.printable("s3://" + bucket + "/" + prefix + name);
  }

  @Override
  public void removeTrial(String name) throws ObjectStoreException {
    try {
      client.deleteObject(request -> request.bucket(bucket).key(prefix + name));
    } catch (RuntimeException e) {
      throw S3Problem.translate("cannot remove " + describe(name), e);
    }
  }

  @Override
  public void close() {
    client.close();
    http.close();
  }
}
