package procsnap.cli.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.StringJoiner;
import procsnap.adapters.format.csv.CsvOptions;
import procsnap.cli.settings.RecordingSettings.Source;
import procsnap.core.privacy.CommandLinePolicy;
import procsnap.core.retention.RetentionLimits;
import procsnap.core.trace.ColumnGroup;
import procsnap.core.trace.TracePlan;

/** Reads the settings of a recording; it goes through all of them before anything is done. */
public final class RecordingSettingsParser {

  private final GivenSettings settings;

  public RecordingSettingsParser(GivenSettings settings) {
    this.settings = settings;
  }

  /** Settings of {@code procsnap trace}. */
  public RecordingSettings trace() {
    Duration interval = settings.value(Settings.INTERVAL);
    long snapshots = settings.value(Settings.SNAPSHOTS);
    Optional<Duration> duration = settings.find(Settings.DURATION);
    long within = duration.map(d -> d.toNanos() / interval.toNanos() + 1).orElse(Long.MAX_VALUE);
    return recording(
        Duration.ZERO,
        interval,
        Math.min(snapshots, within),
        Optional.of(settings.outputDirectory()));
  }

  /** Settings of {@code procsnap snapshot}: a trace of one. */
  public RecordingSettings snapshot() {
    return once(
        settings.writesToStandardOutput()
            ? Optional.empty()
            : Optional.of(settings.outputDirectory()));
  }

  /** Settings of {@code procsnap preview}: a snapshot that is kept nowhere. */
  public RecordingSettings preview() {
    return once(Optional.empty());
  }

  private RecordingSettings once(Optional<Path> output) {
    return recording(settings.value(Settings.WAIT), settings.value(Settings.INTERVAL), 1, output);
  }

  private RecordingSettings recording(
      Duration lead, Duration interval, long snapshots, Optional<Path> output) {
    CsvOptions csv =
        new CsvOptions(
            settings.value(Settings.COLUMNS),
            !settings.value(Settings.NO_HEADER),
            settings.value(Settings.COMPRESS),
            settings.value(Settings.SPREADSHEET_SAFE),
            settings.zone());
    CommandLinePolicy policy = commandLinePolicy();
    RetentionLimits retention = retention();
    return new RecordingSettings(
        output,
        settings.prefix(),
        settings.find(Settings.MACHINE_ID),
        settings.value(Settings.PROC_ROOT),
        source(),
        new TracePlan(lead, interval, snapshots, csv.columns(), policy),
        csv,
        settings.value(Settings.MIN_FREE),
        retention,
        manifestSettings(csv, policy, retention));
  }

  private RetentionLimits retention() {
    Optional<Duration> age = settings.find(Settings.RETAIN);
    Optional<Long> size = settings.find(Settings.RETAIN_SIZE);
    boolean unsent = settings.value(Settings.RETAIN_UNSENT);
    if (!unsent && !settings.has(Settings.STORE) && (age.isPresent() || size.isPresent())) {
      settings.addError(
          age.isPresent() ? Settings.RETAIN : Settings.RETAIN_SIZE, UsageMessages.ONLY_COPY);
    }
    return new RetentionLimits(
        age, size.map(OptionalLong::of).orElse(OptionalLong.empty()), unsent);
  }

  private Source source() {
    boolean isLinux = System.getProperty("os.name", "").equals("Linux");
    return settings
        .value(Settings.SOURCE)
        .orElse(isLinux || settings.has(Settings.PROC_ROOT) ? Source.PROCFS : Source.OSHI);
  }

  /** A key hides command lines without {@code --anonymous} as well: why else would it be given? */
  private CommandLinePolicy commandLinePolicy() {
    boolean anonymous = settings.value(Settings.ANONYMOUS);
    boolean redact = settings.value(Settings.REDACT);
    Optional<byte[]> key = settings.find(Settings.ANONYMOUS_KEY);
    if (redact && (anonymous || key.isPresent())) {
      settings.addError(Settings.REDACT, UsageMessages.cannotBeCombined("--anonymous"));
    }
    if (key.isPresent()) {
      return new CommandLinePolicy.Keyed(key.get());
    }
    if (anonymous) {
      return new CommandLinePolicy.Hashed();
    }
    return redact ? new CommandLinePolicy.Redacted() : new CommandLinePolicy.Clear();
  }

  /** The settings for the manifest: none that names a place on this machine. */
  private static Map<String, String> manifestSettings(
      CsvOptions csv, CommandLinePolicy policy, RetentionLimits retention) {
    StringJoiner labels = new StringJoiner(",");
    for (ColumnGroup group : csv.columns()) {
      labels.add(group.label());
    }
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("command_lines", policy.label());
    settings.put("columns", labels.toString());
    settings.put("header", String.valueOf(csv.header()));
    settings.put("compress", csv.gzip() ? "gzip" : "none");
    if (csv.spreadsheetSafe()) {
      settings.put("spreadsheet_safe", "true");
    }
    settings.put("zone", csv.zone().getId());
    retention.age().ifPresent(age -> settings.put("retain_s", String.valueOf(age.toSeconds())));
    retention.bytes().ifPresent(bytes -> settings.put("retain_size_bytes", String.valueOf(bytes)));
    if (retention.unsent()) {
      settings.put("retain_unsent", "true");
    }
    return settings;
  }
}
