package procsnap.cli.trace;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import procsnap.adapters.storage.local.FreeSpace;
import procsnap.cli.log.Log;
import procsnap.cli.log.Printable;
import procsnap.cli.settings.Command;
import procsnap.cli.settings.GivenSettings;
import procsnap.cli.settings.RawSettings;
import procsnap.cli.settings.RawSettings.Effective;
import procsnap.cli.settings.RecordingSettings;
import procsnap.cli.settings.SettingErrors;
import procsnap.cli.settings.SettingsParser;
import procsnap.cli.settings.UploadSettings;
import procsnap.cli.settings.UploadSettingsParser;
import procsnap.core.retention.RetentionLimits;
import procsnap.core.upload.Throttle;

/**
 * The settings of a trace that may change while it goes on; read by its threads. A signal has the
 * files of settings read again: what may change does, what may not waits for the next start, and
 * when anything in them is wrong all stays as it was.
 */
final class LiveSettings {

  private static final Set<String> CHANGEABLE =
      Set.of(
          "min-free", "retain", "retain-size", "retain-unsent", "upload-limit", "quiet", "verbose");

  private final Log log;
  private final Optional<Throttle> throttle;
  private RawSettings raw;
  private volatile FreeSpace minFreeSpace;
  private volatile RetentionLimits retention;

  /**
   * @param raw as they were given at the start
   * @param throttle bounds the upload, if there is one
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

  /** Reads them again. */
  synchronized void reload() {
    SettingErrors errors = new SettingErrors();
    RawSettings next = raw.again(errors);
    GivenSettings given = new GivenSettings(next, errors);
    RecordingSettings settings = new SettingsParser(given).trace();
    Optional<UploadSettings> upload = new UploadSettingsParser(given).ifAny();
    Log.Level level = given.logLevel(false);
    next.unknown().forEach(unknown -> errors.add(unknown.origin(), "there is no such option"));
    if (!errors.isEmpty()) {
      errors.lines().forEach(line -> log.warn("{}", Printable.of(line)));
      log.warn("all settings stay as they were");
      return;
    }
    minFreeSpace = settings.minFreeSpace();
    retention = settings.retention();
    upload.ifPresent(with -> throttle.ifPresent(bound -> bound.bound(with.bytesPerSecond())));
    log.setLevel(level);
    tellChanges(next);
    raw = next;
  }

  private void tellChanges(RawSettings next) {
    Map<String, String> before = new HashMap<>();
    for (Effective setting : raw.effective(Command.TRACE)) {
      before.put(setting.name(), setting.value());
    }
    List<Effective> changed =
        next.effective(Command.TRACE).stream()
            .filter(setting -> !setting.value().equals(before.get(setting.name())))
            .toList();
    for (Effective setting : changed) {
      log.info(
          "{} is {} {}",
          setting.name(),
          Printable.of(setting.value()),
          CHANGEABLE.contains(setting.name()) ? "from now on" : "from the next start on");
    }
    if (changed.isEmpty()) {
      log.info("no setting has changed");
    }
  }
}
