package procsnap.adapters.storage.gcs;

import com.google.auth.Credentials;
import com.google.auth.http.HttpTransportFactory;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.NoCredentials;
import com.google.cloud.ServiceOptions;
import com.google.cloud.http.HttpTransportOptions;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import procsnap.adapters.storage.http.HttpClient;

/** Address, HTTP client and credentials of a store; each opening reads the credentials again. */
final class GcsConnection implements AutoCloseable {

  private final Optional<URI> endpoint;
  private final HttpClient http;
  private final CredentialsSource credentials;

  /** Reads the credentials as they are now. */
  @FunctionalInterface
  interface CredentialsSource {
    Credentials current() throws IOException;
  }

  /**
   * Creates a connection that is not open yet.
   *
   * @param endpoint address of the store, if it is not Google's own
   */
  GcsConnection(Optional<URI> endpoint, HttpClient http, CredentialsSource credentials) {
    this.endpoint = endpoint;
    this.http = http;
    this.credentials = credentials;
  }

  /** The connection that the environment describes. */
  static GcsConnection of(
      boolean noCredentials, Map<String, String> environment, Duration noProgress) {
    HttpClient http = new HttpClient(noProgress);
    String host = environment.getOrDefault("STORAGE_EMULATOR_HOST", "");
    Optional<URI> endpoint =
        host.isEmpty()
            ? Optional.empty()
            : Optional.of(URI.create(host.contains("://") ? host : "http://" + host));
    return new GcsConnection(
        endpoint,
        http,
        noCredentials ? NoCredentials::getInstance : () -> defaultCredentials(environment, http));
  }

  /** The library caches what it found once, but a file may be replaced. */
  private static Credentials defaultCredentials(Map<String, String> environment, HttpClient http)
      throws IOException {
    HttpTransportFactory transport = () -> new GcsTransport(http);
    String file = environment.getOrDefault("GOOGLE_APPLICATION_CREDENTIALS", "");
    if (file.isEmpty()) {
      return GoogleCredentials.getApplicationDefault(transport);
    }
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      return GoogleCredentials.fromStream(in, transport);
    }
  }

  /**
   * Opens a client with the credentials as they are now.
   *
   * @throws IOException when there are none
   */
  Storage open() throws IOException {
    var builder =
        StorageOptions.http()
            // Objects need no project, and finding one takes time.
            .setProjectId("none")
            .setCredentials(credentials.current())
            // The user of the store decides when to try again.
            .setRetrySettings(ServiceOptions.getNoRetrySettings())
            .setTransportOptions(
                HttpTransportOptions.newBuilder()
                    .setHttpTransportFactory(() -> new GcsTransport(http))
                    .build());
    endpoint.ifPresent(uri -> builder.setHost(uri.toString()));
    return builder.build().getService();
  }

  @Override
  public void close() {
    http.close();
  }
}
