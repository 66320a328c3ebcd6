package procsnap.cli.settings;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import procsnap.adapters.storage.StoreLocation;
import procsnap.adapters.storage.http.Hosts;

/** Reads the settings of an upload, and of a store that is verified. */
public final class UploadSettingsParser {

  private final GivenSettings settings;

  public UploadSettingsParser(GivenSettings settings) {
    this.settings = settings;
  }

  /** The upload of a trace, which has none without a store. */
  public Optional<UploadSettings> ifAny() {
    Optional<URI> store = settings.find(Settings.STORE);
    if (!settings.has(Settings.STORE)) {
      refuse(
          List.of(Settings.KEEP_LOCAL, Settings.UPLOAD_LIMIT, Settings.FLUSH_TIMEOUT),
          UsageMessages.NEEDS_STORE);
      refuse(Settings.OF_STORES, UsageMessages.NEEDS_STORE);
    }
    return store.map(this::upload);
  }

  /** The upload of a command that does nothing else. */
  public Optional<UploadSettings> required() {
    if (!settings.has(Settings.STORE)) {
      settings.errors().add("", UsageMessages.STORE_REQUIRED);
    }
    return ifAny();
  }

  /** The store to verify; absent when the traces are in a directory. */
  public Optional<UploadSettings> storeToVerify() {
    String location = settings.value(Settings.LOCATION);
    if (location.contains("://")) {
      try {
        return Optional.of(upload(Parsers.STORE.parse(location)));
      } catch (IllegalArgumentException e) {
        settings.errors().add("", String.valueOf(e.getMessage()));
        return Optional.empty();
      }
    }
    if (!Files.isDirectory(directoryToVerify())) {
      settings.errors().add("", UsageMessages.noDirectory(location));
    }
    refuse(Settings.OF_STORES, UsageMessages.NEEDS_STORE_LOCATION);
    return Optional.empty();
  }

  /** Credentials and recordings would pass the network as they are. */
  private void requireHttps(Setting<URI> endpoint) {
    Optional<URI> url = settings.find(endpoint);
    if (url.isPresent()
        && !"https".equalsIgnoreCase(url.get().getScheme())
        && !Hosts.isLoopback(url.get().getHost())
        && !settings.value(Settings.ALLOW_HTTP)) {
      settings.addError(endpoint, UsageMessages.NOT_HTTPS);
    }
  }

  /** The directory to verify when there is no store to verify. */
  public Path directoryToVerify() {
    return Path.of(settings.value(Settings.LOCATION));
  }

  /** Settings that are only in a file or the environment may be meant for other commands. */
  private void refuse(List<Setting<?>> refused, String why) {
    for (Setting<?> setting : refused) {
      if (settings.isTyped(setting)) {
        settings.addError(setting, why);
      }
    }
  }

  private UploadSettings upload(URI store) {
    requireHttps(Settings.S3_ENDPOINT);
    requireHttps(Settings.AZ_ENDPOINT);
    return new UploadSettings(
        new StoreLocation(
            store,
            settings.find(Settings.S3_ENDPOINT),
            settings.value(Settings.S3_PATH_STYLE),
            settings.find(Settings.S3_REGION),
            settings.find(Settings.AZ_ENDPOINT),
            settings.value(Settings.NO_CREDENTIALS)),
        settings.value(Settings.KEEP_LOCAL),
        settings.value(Settings.UPLOAD_LIMIT),
        settings.value(Settings.FLUSH_TIMEOUT));
  }
}
