package procsnap.cli.settings;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import procsnap.adapters.storage.StoreLocation;
import procsnap.core.upload.Throttle;

/** Makes the settings of an upload of what was given, or notes what is wrong with it. */
public final class UploadSettingsParser {

  private static final Duration DEFAULT_FLUSH_TIMEOUT = Duration.ofSeconds(10);

  private static final String NEEDS_STORE = "it needs --store";

  private final GivenSettings settings;

  public UploadSettingsParser(GivenSettings settings) {
    this.settings = settings;
  }

  /** The upload of a trace: without a store there is none. */
  public Optional<UploadSettings> ifAny() {
    Optional<URI> store = settings.optional(Option.STORE, SettingTypes::store);
    if (!settings.has(Option.STORE)) {
      for (Option option : Option.uploading()) {
        refuse(option, NEEDS_STORE);
      }
      refuse(Option.FLUSH_TIMEOUT, NEEDS_STORE);
    }
    return store.map(this::upload);
  }

  /** The upload that the command is for. */
  public Optional<UploadSettings> required() {
    if (!settings.has(Option.STORE)) {
      settings.fault(Option.STORE, "it is missing: where is it to be uploaded to?");
    }
    return ifAny();
  }

  /** The store whose traces are read; absent when they are in a directory. */
  public Optional<UploadSettings> place() {
    if (settings.value(Option.PLACE, Function.identity(), "").contains("://")) {
      return settings.optional(Option.PLACE, SettingTypes::store).map(this::upload);
    }
    settings.directoryToVerify();
    Option.reaching().forEach(option -> refuse(option, "it needs a store"));
    return Optional.empty();
  }

  private void refuse(Option option, String why) {
    // In a file or the environment it may be meant for other calls.
    if (settings.isTyped(option)) {
      settings.fault(option, why);
    }
  }

  private UploadSettings upload(URI store) {
    return new UploadSettings(
        new StoreLocation(
            store,
            settings.optional(Option.S3_ENDPOINT, SettingTypes::endpoint),
            settings.flag(Option.S3_PATH_STYLE),
            settings.optional(Option.S3_REGION, SettingTypes::directory),
            settings.optional(Option.AZ_ENDPOINT, SettingTypes::endpoint),
            settings.flag(Option.NO_CREDENTIALS)),
        settings.flag(Option.KEEP_LOCAL),
        settings.value(Option.UPLOAD_LIMIT, SettingTypes::rate, Throttle.UNLIMITED),
        settings.value(Option.FLUSH_TIMEOUT, SettingTypes::duration, DEFAULT_FLUSH_TIMEOUT));
  }
}
