package procsnap.cli.running;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import procsnap.adapters.storage.StoreLocation;

/** The source of the credentials for a store, never the credentials. */
public final class Credentials {

  private static final List<String> OF_S3 =
      List.of(
          "AWS_ACCESS_KEY_ID",
          "AWS_WEB_IDENTITY_TOKEN_FILE",
          "AWS_PROFILE",
          "AWS_SHARED_CREDENTIALS_FILE",
          "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
          "AWS_CONTAINER_CREDENTIALS_FULL_URI");
  private static final List<String> OF_AZURE =
      List.of(
          "AZURE_STORAGE_CONNECTION_STRING_FILE",
          "AZURE_STORAGE_CONNECTION_STRING",
          "AZURE_STORAGE_SAS_TOKEN_FILE",
          "AZURE_STORAGE_SAS_TOKEN",
          "AZURE_STORAGE_KEY_FILE",
          "AZURE_STORAGE_KEY");
  private static final List<String> OF_COLLECTOR =
      List.of("PROCSNAP_COLLECTOR_TOKEN", "PROCSNAP_COLLECTOR_TOKEN_FILE");

  private Credentials() {}

  /** Source of the credentials: the first that exists in the order of the store's client. */
  public static String source(StoreLocation location, Map<String, String> environment) {
    if (location.noCredentials()) {
      return "none (--no-credentials)";
    }
    Path home = Path.of(environment.getOrDefault("HOME", "/"));
    return switch (String.valueOf(location.uri().getScheme())) {
      case "gs" ->
          first(
              List.of("GOOGLE_APPLICATION_CREDENTIALS"),
              home.resolve(".config/gcloud/application_default_credentials.json"),
              "the service account of this machine, if it runs in Google Cloud",
              environment);
      case "s3" ->
          first(
              OF_S3,
              home.resolve(".aws/credentials"),
              "the role of this machine, if it runs in AWS",
              environment);
      case "az" -> first(OF_AZURE, home.resolve("none"), "none found", environment);
      case "file" -> "none needed";
      default ->
          first(
              OF_COLLECTOR,
              home.resolve("none"),
              "none: no token is sent to the collector",
              environment);
    };
  }

  private static String first(
      List<String> variables, Path file, String otherwise, Map<String, String> environment) {
    for (String variable : variables) {
      if (!environment.getOrDefault(variable, "").isEmpty()) {
        return "from " + variable;
      }
    }
    return Files.exists(file) ? "from " + file : otherwise;
  }
}
