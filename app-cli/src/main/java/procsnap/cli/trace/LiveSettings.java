package procsnap.cli.trace;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import procsnap.adapters.storage.local.FreeSpace;
import procsnap.cli.log.Log;
import procsnap.cli.log.LogMessages;
import procsnap.cli.log.Printable;
import procsnap.cli.settings.CommandName;
import procsnap.cli.settings.GivenSettings;
import procsnap.cli.settings.RawSettings;
import procsnap.cli.settings.RawSettings.Effective;
import procsnap.cli.settings.RecordingSettings;
import procsnap.cli.settings.RecordingSettingsParser;
import procsnap.cli.settings.SettingErrors;
import procsnap.cli.settings.UploadSettings;
import procsnap.cli.settings.UploadSettingsParser;
import procsnap.cli.settings.UsageMessages;
import procsnap.core.retention.RetentionLimits;
import procsnap.core.upload.Throttle;

/**
 * The settings of a running trace that may change; read by its threads. A signal reloads the
 * settings files: live settings change, the others wait for the next start, and if anything is
 * invalid, nothing changes.
 */
final class LiveSettings {

  private final Log log;
  private final Optional<Throttle> throttle;
  private RawSettings raw;
  private volatile FreeSpace minFreeSpace;
  private volatile RetentionLimits retention;

  /**
   * @param raw the settings at the start
   * @param throttle limits the upload, if there is one
   */
  LiveSettings(RawSettings raw, RecordingSettings settings, Optional<Throttle> throttle, Log log) {
    this.raw = raw;
    this.throttle = throttle;
    this.log = log;
    this.minFreeSpace = settings.minFreeSpace();
    this.retention = settings.retention();
  }

  FreeSpace minFreeSpace() {
    return minFreeSpace;
  }

  RetentionLimits retention() {
    return retention;
  }

  /** Reloads the settings files. */
  synchronized void reload() {
    SettingErrors errors = new SettingErrors();
    RawSettings next = raw.again(errors);
    GivenSettings given = new GivenSettings(next, errors);
    RecordingSettings settings = new RecordingSettingsParser(given).trace();
    Optional<UploadSettings> upload = new UploadSettingsParser(given).ifAny();
    Log.Level level = given.logLevel(false);
    for (RawSettings.Unknown unknown : next.unknown()) {
      errors.add(unknown.origin(), UsageMessages.UNKNOWN_OPTION);
    }
    if (!errors.isEmpty()) {
      errors.lines().forEach(line -> log.warn(LogMessages.PROBLEM, Printable.of(line)));
      log.warn(LogMessages.CHANGES_REJECTED);
      return;
    }
    minFreeSpace = settings.minFreeSpace();
    retention = settings.retention();
    upload.ifPresent(with -> throttle.ifPresent(bound -> bound.bound(with.bytesPerSecond())));
    log.setLevel(level);
    logChanges(next);
    raw = next;
  }

  private void logChanges(RawSettings next) {
    Map<String, String> before = new HashMap<>();
    for (Effective setting : raw.effective(CommandName.TRACE)) {
      before.put(setting.name(), setting.value());
    }
    List<Effective> changed =
        next.effective(CommandName.TRACE).stream()
            .filter(setting -> !setting.value().equals(before.get(setting.name())))
            .toList();
    for (Effective setting : changed) {
      log.info(
          LogMessages.CHANGED,
          setting.name(),
          Printable.of(setting.value()),
          setting.setting().isLive() ? LogMessages.NOW : LogMessages.NEXT_START);
    }
    if (changed.isEmpty()) {
      log.info(LogMessages.NOTHING_CHANGED);
    }
  }
}
