package procsnap.cli.settings;

import static procsnap.cli.settings.CommandName.CONFIG;
import static procsnap.cli.settings.CommandName.DOCTOR;
import static procsnap.cli.settings.CommandName.PREVIEW;
import static procsnap.cli.settings.CommandName.SNAPSHOT;
import static procsnap.cli.settings.CommandName.STATUS;
import static procsnap.cli.settings.CommandName.TRACE;
import static procsnap.cli.settings.CommandName.UPLOAD;
import static procsnap.cli.settings.CommandName.VERIFY;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import procsnap.adapters.proc.ProcfsProcessTable;
import procsnap.adapters.storage.local.FreeSpace;
import procsnap.cli.settings.RecordingSettings.Source;
import procsnap.core.trace.ColumnGroup;
import procsnap.core.trace.TraceNames;
import procsnap.core.upload.Throttle;

/** All settings, in the order of the help. */
public final class Settings {

  private static final Set<CommandName> ALL_COMMANDS = EnumSet.allOf(CommandName.class);
  private static final Set<CommandName> TRACING = EnumSet.of(TRACE, DOCTOR, CONFIG);
  private static final Set<CommandName> KEEPING = EnumSet.of(TRACE, SNAPSHOT, DOCTOR, CONFIG);
  private static final Set<CommandName> RECORDING =
      EnumSet.of(TRACE, SNAPSHOT, PREVIEW, DOCTOR, CONFIG);
  private static final Set<CommandName> IN_TREE =
      EnumSet.of(TRACE, SNAPSHOT, UPLOAD, STATUS, PREVIEW, DOCTOR, CONFIG);
  private static final Set<CommandName> UPLOADING = EnumSet.of(TRACE, UPLOAD, DOCTOR, CONFIG);
  private static final Set<CommandName> REACHING =
      EnumSet.of(TRACE, UPLOAD, VERIFY, DOCTOR, CONFIG);

  private static final String DEFAULT_DIRECTORY = "procsnap-data";
  private static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(5);
  private static final Duration DEFAULT_FLUSH_TIMEOUT = Duration.ofSeconds(10);
  private static final FreeSpace LEAST_FREE = new FreeSpace(1L << 30, 0.05);

  public static final Setting<String> LOCATION =
      Setting.positional(
              "LOCATION",
              EnumSet.of(VERIFY),
              "Directory that holds the traces, or a store as for --store.")
          .withDefault(DEFAULT_DIRECTORY);

  public static final Setting<Path> OUTPUT =
      Setting.of(
              "o",
              "output",
              "DIR",
              Parsers.PATH,
              EnumSet.complementOf(EnumSet.of(VERIFY, PREVIEW)),
              "Directory to record into; created if missing.")
          .withDefault(DEFAULT_DIRECTORY);

  public static final Setting<Duration> INTERVAL =
      Setting.of(
              "i",
              "interval",
              "TIME",
              Parsers.PERIOD,
              TRACING,
              "Time from one snapshot to the next: 90, 5s, 2m, 1h.")
          .withDefault(DEFAULT_INTERVAL, words(DEFAULT_INTERVAL));

  public static final Setting<Long> SNAPSHOTS =
      Setting.of("n", "snapshots", "N", Parsers::count, TRACING, "Stop after N snapshots.")
          .withDefault(Long.MAX_VALUE, "until stopped");

  public static final Setting<Duration> DURATION =
      Setting.of(
          "d",
          "duration",
          "TIME",
          Parsers.PERIOD,
          TRACING,
          "Stop after the last snapshot that is due within this time.");

  public static final Setting<Duration> WAIT =
      Setting.of(
              "w",
              "wait",
              "TIME",
              Parsers.DURATION,
              EnumSet.of(SNAPSHOT, PREVIEW),
              "Measure CPU use for this long first, so that the CPU columns have values.")
          .withDefault(Duration.ZERO, words(Duration.ZERO));

  public static final Setting<Boolean> ANONYMOUS =
      Setting.flag(
          "",
          "anonymous",
          RECORDING,
          "Write the first 12 hex digits of its SHA-256 in place of each command line.");

  public static final Setting<byte[]> ANONYMOUS_KEY =
      Setting.of(
          "",
          "anonymous-key",
          "FILE",
          Parsers::key,
          RECORDING,
          "Hash command lines with HMAC-SHA-256 and the key in this file: nobody can check a guess"
              + " without it. Implies --anonymous.");

  public static final Setting<Boolean> REDACT =
      Setting.flag(
          "",
          "redact",
          RECORDING,
          "Write ******** in place of anything that looks like a password, token or key in a command"
              + " line. Some do not look like one: only --anonymous is safe.");

  public static final Setting<Set<ColumnGroup>> COLUMNS =
      Setting.of(
              "",
              "columns",
              "GROUPS",
              Parsers::columns,
              RECORDING,
              "Columns after the first eleven, separated by commas: "
                  + Parsers.columnGroups()
                  + ".")
          .withDefault(Set.of(), "none");

  public static final Setting<Boolean> NO_HEADER =
      Setting.flag("", "no-header", RECORDING, "Leave out the row of column names.");

  public static final Setting<Boolean> SPREADSHEET_SAFE =
      Setting.flag(
          "",
          "spreadsheet-safe",
          RECORDING,
          "Put an apostrophe before text that a spreadsheet would run as a formula.");

  public static final Setting<Boolean> COMPRESS =
      Setting.of(
              "",
              "compress",
              "METHOD",
              Parsers::gzip,
              RECORDING,
              "Compress each snapshot: gzip or none.")
          .withDefault("none");

  public static final Setting<FreeSpace> MIN_FREE =
      Setting.of(
              "",
              "min-free",
              "SIZE",
              Parsers::freeSpace,
              KEEPING,
              "Record nothing while the disk has less free space than this: 500MiB, 2GiB, 10%, or 0.")
          .withDefault(LEAST_FREE, words(LEAST_FREE))
          .withLiveChange();

  public static final Setting<String> PREFIX =
      Setting.of(
              "",
              "prefix",
              "PATH",
              Parsers::directories,
              IN_TREE,
              "Root of the tree in the output directory.")
          .withDefault(TraceNames.DEFAULT_PREFIX, TraceNames.DEFAULT_PREFIX);

  public static final Setting<String> MACHINE_ID =
      Setting.of(
              "",
              "machine-id",
              "ID",
              Parsers.NAME,
              RECORDING,
              "Name of the directory for this machine.")
          .withDefault("16 hex digits from the SHA-256 of /etc/machine-id");

  public static final Setting<ZoneId> ZONE =
      Setting.of(
              "",
              "zone",
              "ZONE",
              Parsers::zone,
              ALL_COMMANDS,
              "Time zone of all times that are printed.")
          .withDefault("UTC");

  public static final Setting<Path> PROC_ROOT =
      Setting.of(
              "", "proc-root", "DIR", Parsers.PATH, RECORDING, "Directory where /proc is mounted.")
          .withDefault(
              ProcfsProcessTable.DEFAULT_ROOT, "$HOST_PROC, or " + ProcfsProcessTable.DEFAULT_ROOT);

  public static final Setting<Optional<Source>> SOURCE =
      Setting.of(
              "",
              "source",
              "SOURCE",
              Parsers::source,
              RECORDING,
              "How processes are read: procfs, oshi (for systems without /proc) or auto.")
          .withDefault("auto");

  public static final Setting<Duration> RETAIN =
      Setting.of(
              "",
              "retain",
              "TIME",
              Parsers.PERIOD,
              TRACING,
              "Delete snapshots from the output directory when they are older than this, such as 30d.")
          .withLiveChange();

  public static final Setting<Long> RETAIN_SIZE =
      Setting.of(
              "",
              "retain-size",
              "SIZE",
              Parsers::size,
              TRACING,
              "Delete the oldest snapshots from the output directory when all of them take more than"
                  + " this, such as 5GiB.")
          .withLiveChange();

  public static final Setting<Boolean> RETAIN_UNSENT =
      Setting.flag(
              "",
              "retain-unsent",
              TRACING,
              "Let --retain and --retain-size delete snapshots that no store has yet.")
          .withLiveChange();

  public static final Setting<URI> STORE =
      Setting.of(
              "",
              "store",
              "URI",
              Parsers.STORE,
              UPLOADING,
              "Upload complete snapshots to gs://BUCKET/PREFIX, s3://BUCKET/PREFIX,"
                  + " az://ACCOUNT/CONTAINER/PREFIX, https://COLLECTOR/PATH or file:///DIR; files that"
                  + " the store has confirmed are deleted here.")
          .withDefault("nothing is uploaded");

  public static final Setting<Boolean> KEEP_LOCAL =
      Setting.flag(
          "",
          "keep-local",
          UPLOADING,
          "Move uploaded files to uploaded/ instead of deleting them.");

  public static final Setting<Long> UPLOAD_LIMIT =
      Setting.of(
              "",
              "upload-limit",
              "RATE",
              Parsers::rate,
              UPLOADING,
              "Upload no faster than this: 500KiB/s, 1MiB/s.")
          .withDefault(Throttle.UNLIMITED, "no limit")
          .withLiveChange();

  public static final Setting<Duration> FLUSH_TIMEOUT =
      Setting.of(
              "",
              "flush-timeout",
              "TIME",
              Parsers.DURATION,
              TRACING,
              "How long to continue pending uploads at the end; after a signal, only while the store"
                  + " accepts them.")
          .withDefault(DEFAULT_FLUSH_TIMEOUT, words(DEFAULT_FLUSH_TIMEOUT));

  public static final Setting<URI> S3_ENDPOINT =
      Setting.of(
          "",
          "s3-endpoint",
          "URL",
          Parsers.ENDPOINT,
          REACHING,
          "Address of an S3-compatible store: MinIO, R2, Ceph and others.");

  public static final Setting<Boolean> S3_PATH_STYLE =
      Setting.flag(
          "", "s3-path-style", REACHING, "Put the bucket in the path of the URL, not in its host.");

  public static final Setting<String> S3_REGION =
      Setting.of("", "s3-region", "REGION", Parsers.NAME, REACHING, "Region of the bucket.")
          .withDefault("the region in the AWS settings");

  public static final Setting<URI> AZ_ENDPOINT =
      Setting.of(
          "",
          "az-endpoint",
          "URL",
          Parsers.ENDPOINT,
          REACHING,
          "Address of the blob service, if it is not Azure's own.");

  public static final Setting<Boolean> NO_CREDENTIALS =
      Setting.flag(
          "",
          "no-credentials",
          REACHING,
          "Use the store without credentials: for emulators in tests.");

  public static final Setting<Boolean> ALLOW_HTTP =
      Setting.flag(
          "",
          "allow-http",
          REACHING,
          "Allow --s3-endpoint and --az-endpoint to be http: to another machine, unencrypted.");

  public static final Setting<Boolean> JSON =
      Setting.flag(
          "", "json", EnumSet.of(VERIFY, STATUS, DOCTOR, CONFIG), "Print JSON, one object a line.");

  public static final Setting<Boolean> VERBOSE =
      Setting.flag("v", "verbose", ALL_COMMANDS, "Log details on standard error.").withLiveChange();

  public static final Setting<Boolean> QUIET =
      Setting.flag("q", "quiet", ALL_COMMANDS, "Log only warnings and errors on standard error.")
          .withLiveChange();

  public static final Setting<Path> CONFIG_FILE =
      Setting.of(
              "",
              "config",
              "FILE",
              Parsers.PATH,
              ALL_COMMANDS,
              "Read settings from this file and no other.")
          .withDefault(
              "~/.config/procsnap/procsnap.properties, then /etc/procsnap/procsnap.properties");

  public static final Setting<Boolean> HELP =
      Setting.flag("h", "help", ALL_COMMANDS, "Show this help message and exit.");

  public static final Setting<Boolean> VERSION =
      Setting.flag("V", "version", ALL_COMMANDS, "Print version information and exit.");

  /** How a store is reached. */
  static final List<Setting<?>> OF_STORES =
      List.of(S3_ENDPOINT, S3_PATH_STYLE, S3_REGION, AZ_ENDPOINT, ALLOW_HTTP, NO_CREDENTIALS);

  /** Requests for information, which only the command line can make. */
  public static final List<Setting<?>> OF_PROGRAM = List.of(HELP, VERSION);

  private static final List<Setting<?>> ALL =
      List.of(
          LOCATION,
          OUTPUT,
          INTERVAL,
          SNAPSHOTS,
          DURATION,
          WAIT,
          ANONYMOUS,
          ANONYMOUS_KEY,
          REDACT,
          COLUMNS,
          NO_HEADER,
          SPREADSHEET_SAFE,
          COMPRESS,
          MIN_FREE,
          PREFIX,
          MACHINE_ID,
          ZONE,
          PROC_ROOT,
          SOURCE,
          RETAIN,
          RETAIN_SIZE,
          RETAIN_UNSENT,
          STORE,
          KEEP_LOCAL,
          UPLOAD_LIMIT,
          FLUSH_TIMEOUT,
          S3_ENDPOINT,
          S3_PATH_STYLE,
          S3_REGION,
          AZ_ENDPOINT,
          ALLOW_HTTP,
          NO_CREDENTIALS,
          JSON,
          VERBOSE,
          QUIET,
          CONFIG_FILE,
          HELP,
          VERSION);

  /** Variables that are no option: secrets, which a command line would show. */
  private static final Set<String> OTHER_VARIABLES =
      Set.of("PROCSNAP_COLLECTOR_TOKEN", "PROCSNAP_COLLECTOR_TOKEN_FILE");

  private Settings() {}

  /**
   * Distance of an environment variable from the nearest one of a setting, in letters to change: 0
   * for those that there are.
   */
  static int distanceOfVariable(String variable) {
    int least = Integer.MAX_VALUE;
    for (Setting<?> setting : ALL) {
      least = Math.min(least, EditDistance.of(variable, setting.variable()));
    }
    for (String other : OTHER_VARIABLES) {
      least = Math.min(least, EditDistance.of(variable, other));
    }
    return least;
  }

  /** The settings of a command, in the order of its help. */
  public static List<Setting<?>> of(CommandName command) {
    List<Setting<?>> settings = new ArrayList<>();
    for (Setting<?> setting : ALL) {
      if (setting.isOf(command)) {
        settings.add(setting);
      }
    }
    return settings;
  }

  /** The setting that a line in a settings file means. */
  static Optional<Setting<?>> inFiles(String name) {
    for (Setting<?> setting : ALL) {
      if (setting.name().equals(name) && canBeInFiles(setting)) {
        return Optional.of(setting);
      }
    }
    return Optional.empty();
  }

  /** Whether a settings file can set it. */
  static boolean canBeInFiles(Setting<?> setting) {
    return !setting.isPositional() && setting != CONFIG_FILE && !OF_PROGRAM.contains(setting);
  }

  /** A default is not parsed: regular expressions would cost each start some milliseconds. */
  private static String words(Duration duration) {
    return duration.toSeconds() + "s";
  }

  private static String words(FreeSpace least) {
    return Math.round(least.share() * 100)
        + "% or "
        + (least.bytes() >> 30)
        + "GiB, whichever is less";
  }
}
