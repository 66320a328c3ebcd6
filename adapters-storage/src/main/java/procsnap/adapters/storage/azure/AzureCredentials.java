package procsnap.adapters.storage.azure;

import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import procsnap.adapters.storage.file.FileProblem;
import procsnap.adapters.storage.file.SecretFile;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.ObjectStoreException.Kind;

/**
 * The credentials that Azure's own tools find: a connection string, a shared access signature or
 * the account's key, in the environment, or in a file that the same variable with {@code _FILE}
 * names.
 */
final class AzureCredentials {

  private static final String CONNECTION_STRING = "AZURE_STORAGE_CONNECTION_STRING";
  private static final String SAS_TOKEN = "AZURE_STORAGE_SAS_TOKEN";
  private static final String KEY = "AZURE_STORAGE_KEY";
  private static final List<String> VARIABLES = List.of(CONNECTION_STRING, SAS_TOKEN, KEY);

  /** Characters of the query of a URL, see RFC 3986, section 3.4. */
  private static final Pattern QUERY = Pattern.compile("[A-Za-z0-9._~!$&'()*+,;=:@/?%-]+");

  /** A credential and the variable that it came from. */
  record Secret(String variable, String text) {
    @Override
    public String toString() {
      return variable;
    }
  }

  private final Map<String, String> environment;

  AzureCredentials(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Reads the credentials as they are now.
   *
   * @throws ObjectStoreException PERMANENT when there are none, or they cannot be read
   */
  Secret current() throws ObjectStoreException {
    for (String variable : VARIABLES) {
      Optional<String> text = find(variable);
      if (text.isPresent()) {
        return new Secret(variable, text.get());
      }
    }
    throw new ObjectStoreException(
        Kind.PERMANENT,
        "no credentials for Azure: set one of "
            + String.join(", ", VARIABLES)
            + ", or the same with _FILE to the name of a file");
  }

  private Optional<String> find(String variable) throws ObjectStoreException {
    String file = environment.getOrDefault(variable + "_FILE", "");
    try {
      String text =
          file.isEmpty()
              ? environment.getOrDefault(variable, "")
              : new String(SecretFile.read(Path.of(file)), StandardCharsets.UTF_8).strip();
      return text.isEmpty() ? Optional.empty() : Optional.of(text);
    } catch (IOException e) {
      throw new ObjectStoreException(
          Kind.PERMANENT,
          "cannot use the file that " + variable + "_FILE names: " + FileProblem.describe(e),
          e);
    }
  }

  /**
   * Creates a client with credentials.
   *
   * @param endpoint address of the account's blob service, if it is neither Azure's nor the one in
   *     the connection string
   * @throws ObjectStoreException PERMANENT when they are malformed, or are another account's
   */
  static BlobServiceClient client(
      BlobServiceClientBuilder builder, String account, Optional<URI> endpoint, Secret secret)
      throws ObjectStoreException {
    try {
      switch (secret.variable()) {
        case CONNECTION_STRING -> {
          checkAccount(account, secret.text());
          builder.connectionString(secret.text());
        }
        case SAS_TOKEN -> {
          if (!QUERY.matcher(secret.text()).matches()) {
            throw new IllegalArgumentException("not the query of a URL");
          }
          builder.sasToken(secret.text());
        }
        default -> builder.credential(new StorageSharedKeyCredential(account, secret.text()));
      }
      if (endpoint.isPresent() || !secret.variable().equals(CONNECTION_STRING)) {
        builder.endpoint(endpoint.map(URI::toString).orElse(atAzure(account)));
      }
      return builder.buildClient();
    } catch (IllegalArgumentException e) {
      // Its message may quote the secret.
      throw new ObjectStoreException(
          Kind.PERMANENT, "malformed credentials in " + secret.variable() + ": copy them again");
    }
  }

  /** Address of an account's blob service at Azure. */
  static String atAzure(String account) {
    return "https://" + account + ".blob.core.windows.net";
  }

  /** A connection string names its account, unless it has a signature. */
  private static void checkAccount(String account, String connectionString)
      throws ObjectStoreException {
    String setting = "accountname=";
    boolean isOther =
        Arrays.stream(connectionString.split(";", -1))
            .map(String::strip)
            .filter(part -> part.regionMatches(true, 0, setting, 0, setting.length()))
            .anyMatch(part -> !part.substring(setting.length()).strip().equals(account));
    if (isOther) {
      throw new ObjectStoreException(
          Kind.PERMANENT,
          CONNECTION_STRING + " is of another account than " + account + ": correct one of them");
    }
  }
}
