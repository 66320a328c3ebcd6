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
import java.util.function.Function;
import java.util.stream.Collectors;
import procsnap.adapters.proc.ProcfsProcessTable;
import procsnap.adapters.storage.CsvOptions;
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
  private final Map<String, String> environment;
  private final Faults faults;

  /**
   * @param environment for what other tools have taught us to look at: {@code HOST_PROC}
   * @param faults what is wrong is added here; the settings are then of no use
   */
  public SettingsParser(RawSettings raw, Map<String, String> environment, Faults faults) {
    this.raw = raw;
    this.environment = environment;
    this.faults = faults;
  }

  /** Settings of {@code procsnap trace}. */
  public RecordingSettings trace() {
    Duration interval =
        value("--interval", SettingTypes.durationFrom(LEAST_INTERVAL), DEFAULT_INTERVAL);
    long snapshots = value("--snapshots", SettingTypes::count, Long.MAX_VALUE);
    Optional<Duration> duration = optional("--duration", SettingTypes.durationFrom(LEAST_INTERVAL));
    long within = duration.map(d -> d.toNanos() / interval.toNanos() + 1).orElse(Long.MAX_VALUE);
    return recording(Duration.ZERO, interval, Math.min(snapshots, within), false);
  }

  /** Settings of {@code procsnap snapshot}: a trace of one. */
  public RecordingSettings snapshot() {
    Duration lead = value("--wait", SettingTypes::duration, Duration.ZERO);
    return recording(lead, DEFAULT_INTERVAL, 1, true);
  }

  /** The least that is logged: where data goes to standard output, only what went wrong. */
  public String logLevel(boolean streams) {
    boolean verbose = flag("--verbose");
    boolean quiet = flag("--quiet");
    if (verbose && quiet) {
      faults.add("--verbose", "cannot be together with --quiet");
    }
    return verbose ? "debug" : quiet || streams ? "warn" : "info";
  }

  private RecordingSettings recording(
      Duration lead, Duration interval, long snapshots, boolean mayStream) {
    ZoneId zone = value("--zone", SettingTypes::zone, ZoneId.of("UTC"));
    Set<ColumnGroup> columns = value("--columns", SettingTypes::columns, Set.of());
    boolean header = !flag("--no-header");
    boolean gzip = value("--compress", SettingTypes::gzip, false);
    CommandLinePolicy policy = commandLinePolicy();
    String output = value("--output", Function.identity(), DEFAULT_OUTPUT);
    boolean streams = mayStream && output.equals(STANDARD_OUTPUT);
    return new RecordingSettings(
        streams ? Optional.empty() : Optional.of(outputFolder(output)),
        value("--prefix", SettingTypes::folders, TraceNames.DEFAULT_PREFIX),
        optional("--machine-id", SettingTypes::folder),
        value("--proc-root", SettingTypes::path, defaultProcRoot()),
        source(),
        new TracePlan(lead, interval, snapshots, columns, policy),
        new CsvOptions(columns, header, gzip, zone),
        told(columns, header, gzip, policy, zone));
  }

  private Path outputFolder(String text) {
    Path fallback = Path.of(DEFAULT_OUTPUT);
    Path folder = value("--output", SettingTypes::path, fallback);
    String origin = raw.find("--output").map(Given::origin).orElse("--output");
    if (text.equals(STANDARD_OUTPUT)) {
      faults.add(origin, "a trace needs a folder; only a snapshot can go to standard output");
    } else if (Files.exists(folder) && !Files.isDirectory(folder)) {
      faults.add(origin, "'" + text + "' is there already and is no folder");
    } else if (Files.isDirectory(folder) && !Files.isWritable(folder)) {
      faults.add(origin, "'" + text + "' may not be written to by this user");
    }
    return folder;
  }

  /** {@code HOST_PROC} names the host's /proc inside a container, as for other tools. */
  private Path defaultProcRoot() {
    String hostProc = environment.getOrDefault("HOST_PROC", "");
    return hostProc.isEmpty() ? ProcfsProcessTable.DEFAULT_ROOT : Path.of(hostProc);
  }

  private Source source() {
    boolean isLinux = System.getProperty("os.name", "").equals("Linux");
    Source auto = isLinux || raw.find("--proc-root").isPresent() ? Source.PROCFS : Source.OSHI;
    return value(
        "--source",
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
    boolean anonymous = flag("--anonymous");
    return optional("--anonymous-key", SettingsParser::key)
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
    Map<String, String> told = new LinkedHashMap<>();
    told.put("anonymous", String.valueOf(!(policy instanceof CommandLinePolicy.Clear)));
    told.put("columns", columns.stream().map(ColumnGroup::label).collect(Collectors.joining(",")));
    told.put("header", String.valueOf(header));
    told.put("compress", gzip ? "gzip" : "none");
    told.put("zone", zone.getId());
    return told;
  }

  private boolean flag(String option) {
    return value(option, SettingTypes::flag, false);
  }

  private <T> T value(String option, Function<String, T> type, T fallback) {
    return optional(option, type).orElse(fallback);
  }

  /** What was given, understood; absent when nothing was, or what was is wrong. */
  private <T> Optional<T> optional(String option, Function<String, T> type) {
    Optional<Given> given = raw.find(option);
    try {
      return given.map(Given::text).map(type);
    } catch (IllegalArgumentException e) {
      faults.add(given.orElseThrow().origin(), String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
