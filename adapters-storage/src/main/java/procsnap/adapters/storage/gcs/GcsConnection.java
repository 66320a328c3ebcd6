package procsnap.adapters.storage.gcs;

import com.google.auth.Credentials;
import com.google.auth.http.HttpTransportFactory;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.NoCredentials;
import com.google.cloud.ServiceOptions;
import com.google.cloud.http.HttpTransportOptions;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import procsnap.adapters.storage.file.FileProblem;
import procsnap.adapters.storage.file.RegularFile;
import procsnap.adapters.storage.http.HttpClient;
import procsnap.adapters.storage.http.ServerText;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.ObjectStoreException.Kind;

/** Address, HTTP client and credentials of a store; each opening reads the credentials again. */
final class GcsConnection implements AutoCloseable {

  private static final int MAX_KEY_BYTES = 64 * 1024;

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

  /**
   * The connection that the environment describes.
   *
   * @throws ObjectStoreException PERMANENT when it contains an invalid address
   */
  static GcsConnection of(
      boolean noCredentials, Map<String, String> environment, Duration noProgress)
      throws ObjectStoreException {
    Optional<URI> endpoint = emulator(environment.getOrDefault("STORAGE_EMULATOR_HOST", ""));
    HttpClient http = new HttpClient(noProgress);
    return new GcsConnection(
        endpoint,
        http,
        noCredentials ? NoCredentials::getInstance : () -> defaultCredentials(environment, http));
  }

  private static Optional<URI> emulator(String host) throws ObjectStoreException {
    try {
      return host.isEmpty()
          ? Optional.empty()
          : Optional.of(new URI(host.contains("://") ? host : "http://" + host));
    } catch (URISyntaxException e) {
      throw new ObjectStoreException(
          Kind.PERMANENT,
          "invalid address in STORAGE_EMULATOR_HOST: " + ServerText.printable(host),
          e);
    }
  }

  /** The library caches what it found once, but a file may be replaced. */
  private static Credentials defaultCredentials(Map<String, String> environment, HttpClient http)
      throws IOException {
    HttpTransportFactory transport = () -> new GcsTransport(http);
    String file = environment.getOrDefault("GOOGLE_APPLICATION_CREDENTIALS", "");
    if (file.isEmpty()) {
      try {
        return GoogleCredentials.getApplicationDefault(transport);
      } catch (IOException | RuntimeException e) {
        throw new IOException(
            "run 'gcloud auth application-default login', or set GOOGLE_APPLICATION_CREDENTIALS to"
                + " a key file",
            e);
      }
    }
    try {
      byte[] key = RegularFile.read(Path.of(file), MAX_KEY_BYTES);
      return GoogleCredentials.fromStream(new ByteArrayInputStream(key), transport);
    } catch (FileSystemException e) {
      throw new IOException("cannot read the key file: " + FileProblem.describe(e), e);
    } catch (IOException | RuntimeException e) {
      // Its message may quote a secret.
      throw new IOException(
          "GOOGLE_APPLICATION_CREDENTIALS names a file that is not a key file: "
              + ServerText.printable(file),
          e);
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
