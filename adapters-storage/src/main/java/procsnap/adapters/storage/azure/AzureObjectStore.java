package procsnap.adapters.storage.azure;

import com.azure.core.http.rest.PagedResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobHttpHeaders;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.BlockBlobItem;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import procsnap.adapters.storage.ContentTypes;
import procsnap.adapters.storage.PagedCursor;
import procsnap.adapters.storage.PagedCursor.Page;
import procsnap.adapters.storage.StoreLocation;
import procsnap.adapters.storage.TrialStore;
import procsnap.adapters.storage.http.HttpClient;
import procsnap.adapters.storage.http.NetworkProblem;
import procsnap.adapters.storage.http.SentContent;
import procsnap.core.port.ObjectContent;
import procsnap.core.port.ObjectCursor;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.ObjectStoreException.Kind;

/** A container of Azure Blob Storage as an object store. */
final class AzureObjectStore implements TrialStore {

  private final AzureContainer container;
  private final String prefix;
  private final HttpClient http;
  private final int pageSize;

  private AzureObjectStore(AzureContainer container, String prefix, HttpClient http, int pageSize) {
    this.container = container;
    this.prefix = prefix;
    this.http = http;
    this.pageSize = pageSize;
  }

  /**
   * Opens a container. Credentials are looked for again when they are refused. Those that may
   * create blobs are enough. If they may not read, a put cannot see that an earlier attempt
   * succeeded: it fails for good then, CONFLICT where Azure says that the name is taken, PERMANENT
   * where it does not.
   *
   * @throws ObjectStoreException PERMANENT when there are no credentials
   */
  static AzureObjectStore open(
      StoreLocation location, Map<String, String> environment, Duration noProgress, int pageSize)
      throws ObjectStoreException {
    String path = location.prefix();
    String container = path.replaceFirst("/.*", "");
    String prefix = path.replaceFirst("[^/]*/?", "");
    HttpClient http = new HttpClient(noProgress);
    try {
      Optional<AzureCredentials> credentials =
          location.noCredentials()
              ? Optional.empty()
              : Optional.of(new AzureCredentials(environment));
      return new AzureObjectStore(
          new AzureContainer(
              location.bucket(), container, location.azEndpoint(), credentials, http),
          prefix,
          http,
          pageSize);
    } catch (ObjectStoreException e) {
      http.close();
      throw e;
    }
  }

  @Override
  public Put putIfAbsent(String name, ObjectContent content) throws ObjectStoreException {
    String what = "cannot store " + uri(name);
    try {
      BlockBlobItem stored = container.send(blobs -> create(blob(blobs, name), name, content));
      if (!Arrays.equals(stored.getContentMd5(), content.md5())) {
        throw new ObjectStoreException(
            Kind.TRANSIENT, what + ": the store reports other bytes than were sent");
      }
      return Put.CREATED;
    } catch (BlobStorageException e) {
      NameTaken taken = NameTaken.from(e);
      if (taken == NameTaken.UNKNOWN) {
        throw AzureProblem.translate(what, e);
      }
      return compare(name, content, taken, AzureProblem.translate(what, e));
    } catch (IOException e) {
      throw NetworkProblem.translate(what, e);
    } catch (RuntimeException e) {
      throw AzureProblem.translate(what, e);
    }
  }

  private static BlockBlobItem create(BlobClient blob, String name, ObjectContent content)
      throws IOException {
    try (InputStream in = SentContent.open(content)) {
      return blob.getBlockBlobClient()
          .uploadWithResponse(
              new BlockBlobSimpleUploadOptions(BinaryData.fromStream(in, content.bytes()))
                  .setContentMd5(content.md5())
                  .setHeaders(
                      new BlobHttpHeaders()
                          .setContentMd5(content.md5())
                          .setContentType(ContentTypes.of(name)))
                  .setRequestConditions(new BlobRequestConditions().setIfNoneMatch("*")),
              null,
              Context.NONE)
          .getValue();
    }
  }

  /** What a rejected put says about its name. */
  private enum NameTaken {
    YES,
    /** A signature without write permission is rejected like this when the name is taken, too. */
    PERHAPS,
    UNKNOWN;

    static NameTaken from(BlobStorageException rejected) {
      BlobErrorCode code = rejected.getErrorCode();
      if (BlobErrorCode.BLOB_ALREADY_EXISTS.equals(code)
          || BlobErrorCode.UNAUTHORIZED_BLOB_OVERWRITE.equals(code)) {
        return YES;
      }
      return BlobErrorCode.AUTHORIZATION_PERMISSION_MISMATCH.equals(code)
              || rejected.getStatusCode() == 412
          ? PERHAPS
          : UNKNOWN;
    }
  }

  private Put compare(
      String name, ObjectContent content, NameTaken taken, ObjectStoreException rejection)
      throws ObjectStoreException {
    BlobProperties remote;
    try {
      remote = container.send(blobs -> blob(blobs, name).getProperties());
    } catch (BlobStorageException e) {
      if (e.getStatusCode() == 404) {
        throw rejection;
      }
      if (BlobErrorCode.AUTHORIZATION_PERMISSION_MISMATCH.equals(e.getErrorCode())) {
        throw unreadable(name, taken, e);
      }
      throw AzureProblem.translate("cannot compare " + uri(name), e);
    } catch (IOException e) {
      throw NetworkProblem.translate("cannot compare " + uri(name), e);
    } catch (RuntimeException e) {
      throw AzureProblem.translate("cannot compare " + uri(name), e);
    }
    if (remote.getBlobSize() == content.bytes()
        && Arrays.equals(remote.getContentMd5(), content.md5())) {
      return Put.ALREADY_THERE;
    }
    throw ObjectStoreException.conflict(uri(name));
  }

  private ObjectStoreException unreadable(
      String name, NameTaken taken, BlobStorageException cause) {
    return taken == NameTaken.YES
        ? new ObjectStoreException(
            Kind.CONFLICT,
            uri(name)
                + " already exists and these credentials may not compare it: give them permission"
                + " to read",
            cause)
        : new ObjectStoreException(
            Kind.PERMANENT,
            "cannot store "
                + uri(name)
                + ", which may already exist: give these credentials permission to create, and to"
                + " read so that it can be compared",
            cause);
  }

  @Override
  public ObjectCursor list(String begin, String startAfter) {
    // Markers are opaque, and only the newest service versions know startFrom, which no emulator
    // does: the names before the start are requested and skipped.
    return new PagedCursor(
        "cannot list " + uri(begin), prefix, begin, startAfter, marker -> page(begin, marker));
  }

  private Page page(String begin, Optional<String> marker) throws ObjectStoreException {
    String what = "cannot list " + uri(begin);
    ListBlobsOptions options =
        new ListBlobsOptions().setPrefix(prefix + begin).setMaxResultsPerPage(pageSize);
    try {
      PagedResponse<BlobItem> page =
          container.send(
              blobs ->
                  blobs
                      .listBlobs(options, marker.orElse(null), null)
                      .iterableByPage()
                      .iterator()
                      .next());
      List<StoredObject> objects = new ArrayList<>();
      for (BlobItem blob : page.getValue()) {
        objects.add(new StoredObject(blob.getName(), blob.getProperties().getContentLength()));
      }
      return new Page(
          objects,
          Optional.ofNullable(page.getContinuationToken()).filter(next -> !next.isEmpty()));
    } catch (IOException e) {
      throw NetworkProblem.translate(what, e);
    } catch (RuntimeException e) {
      throw AzureProblem.translate(what, e);
    }
  }

  @Override
  public InputStream read(String name) throws ObjectStoreException {
    String what = "cannot read " + uri(name);
    try {
      return new AzureBlobBytes(container, prefix + name, what);
    } catch (BlobStorageException e) {
      if (BlobErrorCode.BLOB_NOT_FOUND.equals(e.getErrorCode())) {
        throw new ObjectStoreException(Kind.MISSING, uri(name) + " does not exist", e);
      }
      throw AzureProblem.translate(what, e);
    } catch (IOException e) {
      throw NetworkProblem.translate(what, e);
    } catch (RuntimeException e) {
      throw AzureProblem.translate(what, e);
    }
  }

  @Override
  public void removeTrial(String name) throws ObjectStoreException {
    String what = "cannot remove " + uri(name);
    try {
      container.send(blobs -> blob(blobs, name).deleteIfExists());
    } catch (IOException e) {
      throw NetworkProblem.translate(what, e);
    } catch (RuntimeException e) {
      throw AzureProblem.translate(what, e);
    }
  }

  private BlobClient blob(BlobContainerClient blobs, String name) {
    return blobs.getBlobClient(prefix + name);
  }

  private String uri(String name) {
    return container.url() + "/" + prefix + name;
  }

  @Override
  public void close() {
    http.close();
  }
}
