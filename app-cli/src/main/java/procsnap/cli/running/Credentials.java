package procsnap.cli.running;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import procsnap.cli.settings.UploadSettings;

/** Tells where the credentials of a store come from, never what they are. */
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

  /** In the order in which they are looked for. */
  public static String source(UploadSettings settings, Map<String, String> environment) {
    if (settings.location().noCredentials()) {
      return "none, as it was asked for";
    }
    Path home = Path.of(environment.getOrDefault("HOME", "/"));
    return switch (String.valueOf(settings.location().uri().getScheme())) {
      case "gs" ->
          first(
              List.of("GOOGLE_APPLICATION_CREDENTIALS"),
              home.resolve(".config/gcloud/application_default_credentials.json"),
              "those of this machine, if it is one of Google's",
              environment);
      case "s3" ->
          first(
              OF_S3,
              home.resolve(".aws/credentials"),
              "the role of this machine, if it is one of Amazon's",
              environment);
      case "az" -> first(OF_AZURE, home.resolve("none"), "none were found", environment);
      case "file" -> "none are needed";
      default ->
          first(
              OF_COLLECTOR, home.resolve("none"), "none: the collector gets no token", environment);
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
