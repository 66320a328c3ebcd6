package procsnap.adapters.storage.azure;

import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.ObjectStoreException.Kind;

/**
 * Where Azure's own tools look for credentials: a connection string, a shared access signature or
 * the account's key, in the environment, or in a file that the same variable with {@code _FILE}
 * names.
 */
final class AzureCredentials {

  private static final String CONNECTION_STRING = "AZURE_STORAGE_CONNECTION_STRING";
  private static final String SAS_TOKEN = "AZURE_STORAGE_SAS_TOKEN";
  private static final String KEY = "AZURE_STORAGE_KEY";

  private final String account;
  private final Map<String, String> environment;

  AzureCredentials(String account, Map<String, String> environment) {
    this.account = account;
    this.environment = environment;
  }

  /**
   * Gives them to a client, as they are now.
   *
   * @throws ObjectStoreException PERMANENT when there are none, or they make no sense
   */
  void giveTo(BlobServiceClientBuilder builder) throws ObjectStoreException {
    Optional<String> connection = find(CONNECTION_STRING);
    Optional<String> signature = find(SAS_TOKEN);
    Optional<String> key = find(KEY);
    try {
      if (connection.isPresent()) {
        builder.connectionString(connection.get());
      } else if (signature.isPresent()) {
        builder.sasToken(signature.get());
      } else if (key.isPresent()) {
        builder.credential(new StorageSharedKeyCredential(account, key.get()));
      } else {
        throw new ObjectStoreException(
            Kind.PERMANENT,
            "there are no credentials for Azure: set one of "
                + String.join(", ", CONNECTION_STRING, SAS_TOKEN, KEY)
                + ", or the same with _FILE to the name of a file");
      }
    } catch (IllegalArgumentException e) {
      // Its message may hold what was wrong, and that is a secret.
      throw new ObjectStoreException(
          Kind.PERMANENT, "the credentials for Azure make no sense: copy them again");
    }
  }

  private Optional<String> find(String variable) throws ObjectStoreException {
    String file = environment.getOrDefault(variable + "_FILE", "");
    try {
      String text =
          file.isEmpty()
              ? environment.getOrDefault(variable, "")
              : Files.readString(Path.of(file)).strip();
      return text.isEmpty() ? Optional.empty() : Optional.of(text);
    } catch (IOException e) {
      throw new ObjectStoreException(
          Kind.PERMANENT, "the file that " + variable + "_FILE names cannot be read", e);
    }
  }
}
