package procsnap.adapters.storage.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import procsnap.adapters.storage.ContentTypes;
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
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket of Amazon S3, or of a compatible server, as an object store. */
final class S3ObjectStore implements TrialStore {

  private final String bucket;
  private final String prefix;
  private final S3Client client;
  private final SdkHttpClient http;
  private final int pageSize;

  /** Whether the server has rejected a name that was taken. */
  private volatile boolean createsOnly;

  /** Whether it has accepted a name twice. */
  private volatile boolean overwrites;

  S3ObjectStore(StoreLocation location, S3Client client, SdkHttpClient http, int pageSize) {
    this.bucket = location.bucket();
    this.prefix = location.prefix();
    this.client = client;
    this.http = http;
    this.pageSize = pageSize;
  }

  /**
   * Opens a bucket.
   *
   * @throws ObjectStoreException PERMANENT when the region is not known, or the settings of AWS's
   *     own tools cannot be used
   */
  static S3ObjectStore open(
      StoreLocation location,
      AwsProfiles awsProfiles,
      AwsCredentialsProvider credentials,
      Duration noProgress,
      int pageSize)
      throws ObjectStoreException {
    Optional<URI> endpoint = location.s3Endpoint();
    ProfileFile profiles;
    try {
      profiles = awsProfiles.read();
    } catch (AwsSettingsException e) {
      throw new ObjectStoreException(Kind.PERMANENT, String.valueOf(e.getMessage()), e);
    }
    Region region = S3Clients.region(location.s3Region(), endpoint.isPresent(), profiles);
    SdkHttpClient http = new S3HttpClient(noProgress);
    S3Client client =
        S3Clients.of(endpoint, location.s3PathStyle(), region, credentials, profiles, http);
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
    if (overwrites) {
      throw overwriting();
    }
    if (!createsOnly && isThereAlready(name, content)) {
      return Put.ALREADY_THERE;
    }
    PutObjectResponse stored;
    try {
      stored = create(name, content);
    } catch (SdkException e) {
      RemoteState remote =
          switch (S3Problem.afterPut(e)) {
            case NOT_STORED -> RemoteState.ABSENT;
            case NAME_TAKEN -> look(name, content);
            case UNKNOWN -> readBack(name, content);
          };
      if (isThere(name, remote)) {
        return Put.ALREADY_THERE;
      }
      throw e;
    }
    Optional<Boolean> same = S3Sums.isSame(stored, content);
    if (!(same.isPresent() ? same.get() : look(name, content) == RemoteState.SAME)) {
      throw unconfirmed(name);
    }
    if (!createsOnly) {
      requireCreateOnly(name, content);
    }
    return Put.CREATED;
  }

  /**
   * Looks for an object before a put that a server which ignores If-None-Match would replace it by.
   * Credentials that may not look leave that to the server.
   */
  private boolean isThereAlready(String name, ObjectContent content)
      throws IOException, ObjectStoreException {
    try {
      return isThere(name, look(name, content));
    } catch (SdkException e) {
      return false;
    }
  }

  /**
   * Whether the object exists.
   *
   * @throws ObjectStoreException CONFLICT when another one does
   */
  private boolean isThere(String name, RemoteState remote) throws ObjectStoreException {
    return switch (remote) {
      case ABSENT -> false;
      case SAME -> true;
      case DIFFERENT -> throw ObjectStoreException.conflict(describe(name));
    };
  }

  /**
   * Some servers ignore If-None-Match and overwrite. Sending the same bytes once more does no harm,
   * and shows it.
   */
  private void requireCreateOnly(String name, ObjectContent content) throws ObjectStoreException {
    try {
      create(name, content);
    } catch (SdkException e) {
      // Any other failure proves nothing; the next object is tried likewise.
      createsOnly = S3Problem.afterPut(e) == S3Problem.AfterPut.NAME_TAKEN;
      return;
    }
    overwrites = true;
    throw overwriting();
  }

  private ObjectStoreException overwriting() {
    return new ObjectStoreException(
        Kind.PERMANENT,
        describe("")
            + " ignores If-None-Match, so objects could be overwritten: use a server that supports"
            + " conditional writes, or a collector in front of it");
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
            () -> open(content), content.bytes(), ContentTypes.of(name)));
  }

  private static InputStream open(ObjectContent content) {
    try {
      return SentContent.open(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What exists under a name, compared with what should. */
  private enum RemoteState {
    ABSENT,
    SAME,
    DIFFERENT
  }

  /**
   * Compares what exists. Not every store keeps a CRC-32C, and an ETag need not be an MD5; before
   * an object counts as different, it is read.
   */
  private RemoteState look(String name, ObjectContent content)
      throws IOException, ObjectStoreException {
    HeadObjectResponse head;
    try {
      head =
          client.headObject(
              request ->
                  request.bucket(bucket).key(prefix + name).checksumMode(ChecksumMode.ENABLED));
    } catch (S3Exception e) {
      return absent(e);
    }
    if (head.contentLength() != null && head.contentLength() != content.bytes()) {
      return RemoteState.DIFFERENT;
    }
    Optional<Boolean> same = S3Sums.isSame(head, content);
    if (same.orElse(false)) {
      return RemoteState.SAME;
    }
    RemoteState read = readBack(name, content);
    if (same.isPresent() && read == RemoteState.SAME) {
      // The store reports one checksum and sends bytes with another.
      throw unconfirmed(name);
    }
    return read;
  }

  private RemoteState readBack(String name, ObjectContent content) throws IOException {
    try {
      InputStream object = client.getObject(request -> request.bucket(bucket).key(prefix + name));
      return ContentSums.isSame(object, content) ? RemoteState.SAME : RemoteState.DIFFERENT;
    } catch (S3Exception e) {
      return absent(e);
    }
  }

  private static RemoteState absent(S3Exception problem) {
    if (S3Problem.isMissingObject(problem)) {
      return RemoteState.ABSENT;
    }
    throw problem;
  }

  private ObjectStoreException unconfirmed(String name) {
    return new ObjectStoreException(
        Kind.TRANSIENT,
        "the store does not confirm that " + describe(name) + " has the bytes that were sent");
  }

  @Override
  public ObjectCursor list(String begin, String startAfter) {
    return new PagedCursor(
        "cannot list " + describe(begin),
        prefix,
        begin,
        startAfter,
        token -> page(begin, startAfter, token));
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
        objects.add(new StoredObject(object.key(), object.size()));
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
      if (e instanceof S3Exception response && S3Problem.isMissingObject(response)) {
        throw new ObjectStoreException(Kind.MISSING, describe(name) + " does not exist", e);
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
