package procsnap.cli.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Function;
import procsnap.adapters.proc.ProcfsProcessTable;
import procsnap.adapters.storage.csv.CsvOptions;
import procsnap.cli.log.Log;
import procsnap.cli.settings.RawSettings.Given;
import procsnap.cli.settings.RecordingSettings.Source;
import procsnap.core.privacy.CommandLinePolicy;
import procsnap.core.snapshot.ColumnGroup;
import procsnap.core.trace.TraceNames;
import procsnap.core.trace.TracePlan;

/**
 * Makes settings of what was given, or notes what is wrong with it: it goes through all of them
 * before anything is done.
 */
public final class SettingsParser {

  static final String DEFAULT_OUTPUT = "procsnap-data";
  static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(5);
  static final String STANDARD_OUTPUT = "-";

  private static final Duration LEAST_INTERVAL = Duration.ofSeconds(1);
  private static final int LEAST_KEY_BYTES = 16;

  private final RawSettings raw;
  private final Faults faults;

  /**
   * @param faults what is wrong is added here; the settings are then of no use
   */
  public SettingsParser(RawSettings raw, Faults faults) {
    this.raw = raw;
    this.faults = faults;
  }

  /** Settings of {@code procsnap trace}. */
  public RecordingSettings trace() {
    Duration interval =
        value(Option.INTERVAL, SettingTypes.durationFrom(LEAST_INTERVAL), DEFAULT_INTERVAL);
    long snapshots = value(Option.SNAPSHOTS, SettingTypes::count, Long.MAX_VALUE);
    Optional<Duration> duration =
        optional(Option.DURATION, SettingTypes.durationFrom(LEAST_INTERVAL));
    long within = duration.map(d -> d.toNanos() / interval.toNanos() + 1).orElse(Long.MAX_VALUE);
    return recording(Duration.ZERO, interval, Math.min(snapshots, within), false);
  }

  /** Settings of {@code procsnap snapshot}: a trace of one. */
  public RecordingSettings snapshot() {
    Duration lead = value(Option.WAIT, SettingTypes::duration, Duration.ZERO);
    return recording(lead, DEFAULT_INTERVAL, 1, true);
  }

  /** The least that is logged: where data goes to standard output, only what went wrong. */
  public Log.Level logLevel(boolean streams) {
    boolean verbose = flag(Option.VERBOSE);
    boolean quiet = flag(Option.QUIET);
    if (verbose && quiet) {
      faults.add(raw.origin(Option.VERBOSE), "cannot be together with --quiet");
    }
    return verbose ? Log.Level.DEBUG : quiet || streams ? Log.Level.WARN : Log.Level.INFO;
  }

  private RecordingSettings recording(
      Duration lead, Duration interval, long snapshots, boolean mayStream) {
    ZoneId zone = value(Option.ZONE, SettingTypes::zone, ZoneId.of("UTC"));
    Set<ColumnGroup> columns = value(Option.COLUMNS, SettingTypes::columns, Set.of());
    boolean header = !flag(Option.NO_HEADER);
    boolean gzip = value(Option.COMPRESS, SettingTypes::gzip, false);
    CommandLinePolicy policy = commandLinePolicy();
    String output = value(Option.OUTPUT, Function.identity(), DEFAULT_OUTPUT);
    boolean streams = mayStream && output.equals(STANDARD_OUTPUT);
    return new RecordingSettings(
        streams ? Optional.empty() : Optional.of(outputFolder(output)),
        value(Option.PREFIX, SettingTypes::folders, TraceNames.DEFAULT_PREFIX),
        optional(Option.MACHINE_ID, SettingTypes::folder),
        value(Option.PROC_ROOT, SettingTypes::path, ProcfsProcessTable.DEFAULT_ROOT),
        source(),
        new TracePlan(lead, interval, snapshots, columns, policy),
        new CsvOptions(columns, header, gzip, zone),
        told(columns, header, gzip, policy, zone));
  }

  private Path outputFolder(String text) {
    Path fallback = Path.of(DEFAULT_OUTPUT);
    Path folder = value(Option.OUTPUT, SettingTypes::path, fallback);
    String origin = raw.origin(Option.OUTPUT);
    if (text.equals(STANDARD_OUTPUT)) {
      faults.add(origin, "a trace needs a folder; only a snapshot can go to standard output");
    } else if (Files.exists(folder) && !Files.isDirectory(folder)) {
      faults.add(origin, "'" + text + "' is there already and is no folder");
    } else if (Files.isDirectory(folder) && !Files.isWritable(folder)) {
      faults.add(origin, "'" + text + "' may not be written to by this user");
    }
    return folder;
  }

  private Source source() {
    boolean isLinux = System.getProperty("os.name", "").equals("Linux");
    Source auto = isLinux || raw.has(Option.PROC_ROOT) ? Source.PROCFS : Source.OSHI;
    return value(
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
    boolean anonymous = flag(Option.ANONYMOUS);
    return optional(Option.ANONYMOUS_KEY, SettingsParser::key)
        .<CommandLinePolicy>map(CommandLinePolicy.Keyed::new)
        .orElse(anonymous ? new CommandLinePolicy.Hashed() : new CommandLinePolicy.Clear());
  }

  private static byte[] key(String file) {
    byte[] key;
    try {
      key = Files.readAllBytes(SettingTypes.path(file));
    } catch (IOException e) {
      throw new IllegalArgumentException("'" + file + "' cannot be read", e);
    }
    if (key.length < LEAST_KEY_BYTES) {
      throw new IllegalArgumentException(
          "'" + file + "' is too short for a key; make one with: head -c 32 /dev/urandom > FILE");
    }
    return key;
  }

  private static Map<String, String> told(
      Set<ColumnGroup> columns,
      boolean header,
      boolean gzip,
      CommandLinePolicy policy,
      ZoneId zone) {
    StringJoiner labels = new StringJoiner(",");
    for (ColumnGroup group : columns) {
      labels.add(group.label());
    }
    Map<String, String> told = new LinkedHashMap<>();
    told.put("anonymous", String.valueOf(!(policy instanceof CommandLinePolicy.Clear)));
    told.put("columns", labels.toString());
    told.put("header", String.valueOf(header));
    told.put("compress", gzip ? "gzip" : "none");
    told.put("zone", zone.getId());
    return told;
  }

  private boolean flag(Option option) {
    return value(option, SettingTypes::flag, false);
  }

  private <T> T value(Option option, Function<String, T> type, T fallback) {
    return optional(option, type).orElse(fallback);
  }

  /** What was given, understood; absent when nothing was, or what was is wrong. */
  private <T> Optional<T> optional(Option option, Function<String, T> type) {
    Optional<Given> given = raw.find(option);
    try {
      return given.map(Given::text).map(type);
    } catch (IllegalArgumentException e) {
      faults.add(given.orElseThrow().origin(), String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
