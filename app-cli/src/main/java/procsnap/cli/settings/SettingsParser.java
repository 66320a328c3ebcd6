package procsnap.cli.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.StringJoiner;
import procsnap.adapters.format.csv.CsvOptions;
import procsnap.adapters.proc.ProcfsProcessTable;
import procsnap.adapters.storage.file.FileProblem;
import procsnap.adapters.storage.file.SecretFile;
import procsnap.adapters.storage.local.FreeSpace;
import procsnap.cli.settings.RecordingSettings.Source;
import procsnap.core.privacy.CommandLinePolicy;
import procsnap.core.retention.RetentionLimits;
import procsnap.core.trace.ColumnGroup;
import procsnap.core.trace.TracePlan;

/**
 * Makes settings of what was given, or notes what is wrong with it: it goes through all of them
 * before anything is done.
 */
public final class SettingsParser {

  static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(5);

  private static final FreeSpace DEFAULT_MIN_FREE = new FreeSpace(1L << 30, 0.05);

  private static final Duration LEAST_INTERVAL = Duration.ofSeconds(1);
  private static final int LEAST_KEY_BYTES = 16;

  private final GivenSettings settings;

  public SettingsParser(GivenSettings settings) {
    this.settings = settings;
  }

  /** Settings of {@code procsnap trace}. */
  public RecordingSettings trace() {
    Duration interval =
        settings.value(
            Option.INTERVAL, SettingTypes.durationFrom(LEAST_INTERVAL), DEFAULT_INTERVAL);
    long snapshots = settings.value(Option.SNAPSHOTS, SettingTypes::count, Long.MAX_VALUE);
    Optional<Duration> duration =
        settings.optional(Option.DURATION, SettingTypes.durationFrom(LEAST_INTERVAL));
    long within = duration.map(d -> d.toNanos() / interval.toNanos() + 1).orElse(Long.MAX_VALUE);
    return recording(
        Duration.ZERO,
        interval,
        Math.min(snapshots, within),
        Optional.of(settings.outputDirectory()));
  }

  /** Settings of {@code procsnap snapshot}: a trace of one. */
  public RecordingSettings snapshot() {
    boolean streams = settings.outputText().equals(GivenSettings.STANDARD_OUTPUT);
    return once(streams ? Optional.empty() : Optional.of(settings.outputDirectory()));
  }

  /** Settings of {@code procsnap preview}: a snapshot that is kept nowhere. */
  public RecordingSettings preview() {
    return once(Optional.empty());
  }

  private RecordingSettings once(Optional<Path> output) {
    Duration lead = settings.value(Option.WAIT, SettingTypes::duration, Duration.ZERO);
    return recording(lead, DEFAULT_INTERVAL, 1, output);
  }

  private RecordingSettings recording(
      Duration lead, Duration interval, long snapshots, Optional<Path> output) {
    CsvOptions csv =
        new CsvOptions(
            settings.value(Option.COLUMNS, SettingTypes::columns, Set.of()),
            !settings.flag(Option.NO_HEADER),
            settings.value(Option.COMPRESS, SettingTypes::gzip, false),
            settings.flag(Option.SPREADSHEET_SAFE),
            settings.zone());
    CommandLinePolicy policy = commandLinePolicy();
    RetentionLimits retention = retention();
    return new RecordingSettings(
        output,
        settings.prefix(),
        settings.optional(Option.MACHINE_ID, SettingTypes::directory),
        settings.value(Option.PROC_ROOT, SettingTypes::path, ProcfsProcessTable.DEFAULT_ROOT),
        source(),
        new TracePlan(lead, interval, snapshots, csv.columns(), policy),
        csv,
        settings.value(Option.MIN_FREE, SettingTypes::freeSpace, DEFAULT_MIN_FREE),
        retention,
        told(csv, policy, retention));
  }

  private RetentionLimits retention() {
    Optional<Duration> age =
        settings.optional(Option.RETAIN, SettingTypes.durationFrom(LEAST_INTERVAL));
    Optional<Long> size = settings.optional(Option.RETAIN_SIZE, SettingTypes::size);
    boolean unsent = settings.flag(Option.RETAIN_UNSENT);
    if (!unsent && !settings.has(Option.STORE) && (age.isPresent() || size.isPresent())) {
      settings.fault(
          age.isPresent() ? Option.RETAIN : Option.RETAIN_SIZE,
          "without --store what is recorded is here alone; to remove it all the same, add"
              + " --retain-unsent");
    }
    return new RetentionLimits(
        age, size.map(OptionalLong::of).orElse(OptionalLong.empty()), unsent);
  }

  private Source source() {
    boolean isLinux = System.getProperty("os.name", "").equals("Linux");
    Source auto = isLinux || settings.has(Option.PROC_ROOT) ? Source.PROCFS : Source.OSHI;
    return settings.value(
        Option.SOURCE,
        text ->
            switch (text) {
              case "auto" -> auto;
              case "procfs" -> Source.PROCFS;
              case "oshi" -> Source.OSHI;
              default ->
                  throw new IllegalArgumentException(
                      "'" + text + "' is no source; there are procfs, oshi and auto");
            },
        auto);
  }

  /**
   * A key is asked for to hide command lines, so it does so without {@code --anonymous} as well.
   */
  private CommandLinePolicy commandLinePolicy() {
    boolean anonymous = settings.flag(Option.ANONYMOUS);
    boolean redact = settings.flag(Option.REDACT);
    Optional<byte[]> key = settings.optional(Option.ANONYMOUS_KEY, SettingsParser::key);
    if (redact && (anonymous || key.isPresent())) {
      settings.fault(Option.REDACT, "cannot be together with --anonymous: nothing is left to mask");
    }
    return key.<CommandLinePolicy>map(CommandLinePolicy.Keyed::new)
        .orElseGet(
            () ->
                anonymous
                    ? new CommandLinePolicy.Hashed()
                    : redact ? new CommandLinePolicy.Redacted() : new CommandLinePolicy.Clear());
  }

  private static byte[] key(String file) {
    byte[] key;
    try {
      key = SecretFile.read(SettingTypes.path(file));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "'" + file + "' cannot be used: " + FileProblem.describe(e), e);
    }
    if (key.length < LEAST_KEY_BYTES) {
      throw new IllegalArgumentException(
          "'" + file + "' is too short for a key; make one with: head -c 32 /dev/urandom > FILE");
    }
    return key;
  }

  private static Map<String, String> told(
      CsvOptions csv, CommandLinePolicy policy, RetentionLimits retention) {
    StringJoiner labels = new StringJoiner(",");
    for (ColumnGroup group : csv.columns()) {
      labels.add(group.label());
    }
    Map<String, String> told = new LinkedHashMap<>();
    told.put("command_lines", policy.label());
    told.put("columns", labels.toString());
    told.put("header", String.valueOf(csv.header()));
    told.put("compress", csv.gzip() ? "gzip" : "none");
    if (csv.spreadsheetSafe()) {
      told.put("spreadsheet_safe", "true");
    }
    told.put("zone", csv.zone().getId());
    retention.age().ifPresent(age -> told.put("retain_s", String.valueOf(age.toSeconds())));
    retention.bytes().ifPresent(bytes -> told.put("retain_size_bytes", String.valueOf(bytes)));
    if (retention.unsent()) {
      told.put("retain_unsent", "true");
    }
    return told;
  }
}
