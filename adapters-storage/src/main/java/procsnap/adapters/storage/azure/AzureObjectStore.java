package procsnap.adapters.storage.azure;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobHttpHeaders;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.BlockBlobItem;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.blob.options.BlobInputStreamOptions;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import procsnap.adapters.storage.http.HttpClient;
import procsnap.adapters.storage.http.NetworkProblem;
import procsnap.adapters.storage.http.SentContent;
import procsnap.core.port.ObjectContent;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.ObjectStoreException.Kind;

/** A container of Azure's blob service as an object store. */
public final class AzureObjectStore implements ObjectStore {

  private static final int PAGE = 1000;
  private static final int PIECE = 1024 * 1024;

  /** The client's own limit is on the whole request; ours, on standing still, comes before. */
  private static final Duration WHOLE_REQUEST = Duration.ofHours(24);

  private final String container;
  private final String prefix;
  private final URI endpoint;
  private final Optional<AzureCredentials> credentials;
  private final HttpClient http;
  private @Nullable BlobContainerClient client;

  private AzureObjectStore(
      String container,
      String prefix,
      URI endpoint,
      Optional<AzureCredentials> credentials,
      HttpClient http) {
    this.container = container;
    this.prefix = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
    this.endpoint = endpoint;
    this.credentials = credentials;
    this.http = http;
  }

  /**
   * Credentials come from where Azure's own tools look for them, and are looked for again when they
   * are not taken any more.
   *
   * @param prefix what goes before every name, with a slash between them; may be empty
   * @param endpoint where the account's blob service is, if it is not at Azure
   * @param noCredentials whether requests are not signed at all
   * @param environment the environment variables
   * @param noProgress how long a request may stand still before it is cut
   * @throws ObjectStoreException PERMANENT when there are no credentials
   */
  public static AzureObjectStore open(
      String account,
      String container,
      String prefix,
      Optional<URI> endpoint,
      boolean noCredentials,
      Map<String, String> environment,
      Duration noProgress)
      throws ObjectStoreException {
    AzureObjectStore store =
        new AzureObjectStore(
            container,
            prefix,
            endpoint.orElse(URI.create("https://" + account + ".blob.core.windows.net")),
            noCredentials
                ? Optional.empty()
                : Optional.of(new AzureCredentials(account, environment)),
            new HttpClient(noProgress));
    store.client();
    return store;
  }

  private synchronized BlobContainerClient client() throws ObjectStoreException {
    BlobContainerClient known = client;
    if (known == null) {
      BlobServiceClientBuilder builder = new BlobServiceClientBuilder();
      if (credentials.isPresent()) {
        credentials.get().giveTo(builder);
      }
      known =
          builder
              .endpoint(endpoint.toString())
              .httpClient(new AzureHttpClient(http))
              // Whoever uses the store tries again, and knows when.
              .retryOptions(
                  new RequestRetryOptions(
                      RetryPolicyType.FIXED, 1, WHOLE_REQUEST, null, null, null))
              .buildClient()
              .getBlobContainerClient(container);
      client = known;
    }
    return known;
  }

  @Override
  public Put putIfAbsent(String name, ObjectContent content) throws ObjectStoreException {
    String what = "cannot store " + uri(name);
    BlobClient blob = blob(name);
    try (InputStream in = SentContent.open(content)) {
      BlockBlobItem stored =
          blob.getBlockBlobClient()
              .uploadWithResponse(
                  new BlockBlobSimpleUploadOptions(BinaryData.fromStream(in, content.bytes()))
                      .setContentMd5(content.md5())
                      .setHeaders(
                          new BlobHttpHeaders()
                              .setContentMd5(content.md5())
                              .setContentType(
                                  name.endsWith(".json") ? "application/json" : "text/csv"))
                      .setRequestConditions(new BlobRequestConditions().setIfNoneMatch("*")),
                  null,
                  Context.NONE)
              .getValue();
      if (!Arrays.equals(stored.getContentMd5(), content.md5())) {
        throw new ObjectStoreException(
            Kind.TRANSIENT, what + ": the store says that it has other bytes than were sent");
      }
      return Put.CREATED;
    } catch (BlobStorageException e) {
      if (BlobErrorCode.BLOB_ALREADY_EXISTS.equals(e.getErrorCode())) {
        return compare(name, blob, content);
      }
      throw failure(what, e);
    } catch (IOException e) {
      throw NetworkProblem.translate(what, e);
    } catch (RuntimeException e) {
      throw failure(what, e);
    }
  }

  private Put compare(String name, BlobClient blob, ObjectContent content)
      throws ObjectStoreException {
    BlobProperties there = properties(name, blob);
    if (there.getBlobSize() == content.bytes()
        && Arrays.equals(there.getContentMd5(), content.md5())) {
      return Put.ALREADY_THERE;
    }
    throw new ObjectStoreException(
        Kind.CONFLICT,
        "other bytes are there already as " + uri(name) + "; they are left as they are");
  }

  private BlobProperties properties(String name, BlobClient blob) throws ObjectStoreException {
    try {
      return blob.getProperties();
    } catch (RuntimeException e) {
      throw failure("cannot look at " + uri(name), e);
    }
  }

  @Override
  public void list(String begin, Consumer<StoredObject> each) throws ObjectStoreException {
    BlobContainerClient blobs = client();
    try {
      blobs
          .listBlobs(
              new ListBlobsOptions().setPrefix(prefix + begin).setMaxResultsPerPage(PAGE), null)
          .forEach(
              blob ->
                  each.accept(
                      new StoredObject(
                          blob.getName().substring(prefix.length()),
                          blob.getProperties().getContentLength())));
    } catch (RuntimeException e) {
      throw failure("cannot list " + uri(begin), e);
    }
  }

  @Override
  public InputStream read(String name) throws ObjectStoreException {
    BlobClient blob = blob(name);
    try {
      return blob.openInputStream(new BlobInputStreamOptions().setBlockSize(PIECE));
    } catch (BlobStorageException e) {
      if (e.getStatusCode() == 404) {
        throw new ObjectStoreException(Kind.MISSING, "there is no " + uri(name), e);
      }
      throw failure("cannot read " + uri(name), e);
    } catch (RuntimeException e) {
      throw failure("cannot read " + uri(name), e);
    }
  }

  private BlobClient blob(String name) throws ObjectStoreException {
    return client().getBlobClient(prefix + name);
  }

  /** After a refusal the credentials are looked for again: they may have been renewed. */
  private synchronized ObjectStoreException failure(String what, RuntimeException problem) {
    ObjectStoreException failure = AzureProblem.translate(what, problem);
    if (failure.kind() == Kind.PERMANENT) {
      client = null;
    }
    return failure;
  }

  private String uri(String name) {
    return endpoint + "/" + container + "/" + prefix + name;
  }

  @Override
  public void close() {
    http.close();
  }
}
