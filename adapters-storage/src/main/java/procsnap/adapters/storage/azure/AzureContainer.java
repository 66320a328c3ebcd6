package procsnap.adapters.storage.azure;

import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import procsnap.adapters.storage.azure.AzureCredentials.Secret;
import procsnap.adapters.storage.http.HttpClient;
import procsnap.core.port.ObjectStoreException;

/**
 * The container that requests go to, with the credentials that were read last. When they are
 * rejected they are read again, and if they were renewed the request is sent once more.
 */
final class AzureContainer {

  /** The client limits the whole request; our limit on lack of progress is reached before. */
  private static final Duration WHOLE_REQUEST = Duration.ofHours(24);

  private final String account;
  private final String container;
  private final Optional<URI> endpoint;
  private final Optional<AzureCredentials> credentials;
  private final HttpClient http;

  private Optional<Secret> secret;
  private BlobContainerClient client;

  /**
   * @throws ObjectStoreException PERMANENT when there are no valid credentials
   */
  AzureContainer(
      String account,
      String container,
      Optional<URI> endpoint,
      Optional<AzureCredentials> credentials,
      HttpClient http)
      throws ObjectStoreException {
    this.account = account;
    this.container = container;
    this.endpoint = endpoint;
    this.credentials = credentials;
    this.http = http;
    this.secret =
        credentials.isPresent() ? Optional.of(credentials.get().current()) : Optional.empty();
    this.client = newClient(secret);
  }

  /** A request that may be sent twice. */
  interface Request<T> {
    T send(BlobContainerClient container) throws IOException, ObjectStoreException;
  }

  /** Sends a request, once more when the credentials were rejected and have been renewed. */
  <T> T send(Request<T> request) throws IOException, ObjectStoreException {
    BlobContainerClient tried = client();
    try {
      return request.send(tried);
    } catch (BlobStorageException e) {
      boolean rejected = e.getStatusCode() == 401 || e.getStatusCode() == 403;
      if (!rejected || !isRenewedSince(tried)) {
        throw e;
      }
      return request.send(client());
    }
  }

  /** Address of the container. */
  String url() {
    return client().getBlobContainerUrl();
  }

  private synchronized BlobContainerClient client() {
    return client;
  }

  private synchronized boolean isRenewedSince(BlobContainerClient tried)
      throws ObjectStoreException {
    // Another thread may have been rejected, and have renewed them, before.
    if (client == tried && credentials.isPresent()) {
      Optional<Secret> now = Optional.of(credentials.get().current());
      if (!now.equals(secret)) {
        client = newClient(now);
        secret = now;
      }
    }
    return client != tried;
  }

  private BlobContainerClient newClient(Optional<Secret> given) throws ObjectStoreException {
    BlobServiceClientBuilder builder =
        new BlobServiceClientBuilder()
            .httpClient(new AzureHttpClient(http))
            // The user of the store decides when to try again.
            .retryOptions(
                new RequestRetryOptions(RetryPolicyType.FIXED, 1, WHOLE_REQUEST, null, null, null));
    BlobServiceClient service =
        given.isPresent()
            ? AzureCredentials.client(builder, account, endpoint, given.get())
            : builder
                .endpoint(endpoint.map(URI::toString).orElse(AzureCredentials.atAzure(account)))
                .buildClient();
    return service.getBlobContainerClient(container);
  }
}
