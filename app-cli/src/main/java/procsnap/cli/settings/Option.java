package procsnap.cli.settings;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The options there are: their names, and what the help says of them. {@link SettingsParser} gives
 * them their meaning.
 */
public enum Option {
  PLACE(
      "",
      "PATH|URI",
      "PATH|URI",
      "Where the traces are: a directory, or a store as for --store.",
      "./procsnap-data"),
  OUTPUT(
      "-o",
      "--output",
      "DIR",
      "Directory to record into; created when missing.",
      "./procsnap-data"),
  INTERVAL("-i", "--interval", "TIME", "From one snapshot to the next: 90, 5s, 2m, 1h.", "300s"),
  SNAPSHOTS("-n", "--snapshots", "N", "Stop by itself after N snapshots.", ""),
  DURATION(
      "-d",
      "--duration",
      "TIME",
      "Stop by itself after the last snapshot that is due within this time.",
      ""),
  WAIT("-w", "--wait", "TIME", "Measure for so long first, so that CPU windows have a value.", "0"),
  ANONYMOUS(
      "",
      "--anonymous",
      "",
      "Write the first 12 hex digits of a SHA-256 instead of each command line.",
      ""),
  ANONYMOUS_KEY(
      "",
      "--anonymous-key",
      "FILE",
      "Hash command lines by HMAC-SHA-256 with the key in this file: without it nobody can check a guess. Implies --anonymous.",
      ""),
  REDACT(
      "",
      "--redact",
      "",
      "Write ******** instead of what looks like a password, token or key in a command line. Not all do: --anonymous is safe.",
      ""),
  COLUMNS(
      "",
      "--columns",
      "GROUPS",
      "More columns after the first eleven, separated by commas: mono_ns, ppid, uid, threads, cpu_ms, cgroup, io, missing; or all.",
      ""),
  NO_HEADER("", "--no-header", "", "Leave out the row of column names.", ""),
  SPREADSHEET_SAFE(
      "",
      "--spreadsheet-safe",
      "",
      "Put an apostrophe before text that a spreadsheet would take for a formula.",
      ""),
  COMPRESS("", "--compress", "METHOD", "Compress each snapshot: gzip or none.", "none"),
  MIN_FREE(
      "",
      "--min-free",
      "SIZE",
      "Record nothing while less than this is free on the disk: 500MiB, 2GiB, 10%, or 0.",
      "5% or 1GiB, whichever is less"),
  PREFIX(
      "", "--prefix", "PATH", "Root of the tree in the output directory.", "linux_trace_v3_test"),
  MACHINE_ID(
      "",
      "--machine-id",
      "ID",
      "Name of this machine's directory.",
      "16 hex digits from the SHA-256 of /etc/machine-id"),
  ZONE("", "--zone", "ZONE", "Time zone of all times that are printed.", "UTC"),
  PROC_ROOT(
      "", "--proc-root", "DIR", "Where the kernel shows the processes.", "$HOST_PROC, or /proc"),
  SOURCE(
      "",
      "--source",
      "SOURCE",
      "How processes are read: procfs, oshi (systems without /proc) or auto.",
      "auto"),
  RETAIN(
      "",
      "--retain",
      "TIME",
      "Remove snapshots from the output directory when they are older than this, as in 30d.",
      ""),
  RETAIN_SIZE(
      "",
      "--retain-size",
      "SIZE",
      "Remove the oldest snapshots from the output directory when all together take more than this, as in 5GiB.",
      ""),
  RETAIN_UNSENT(
      "",
      "--retain-unsent",
      "",
      "Let --retain and --retain-size remove what no store has yet as well.",
      ""),
  STORE(
      "",
      "--store",
      "URI",
      "Upload what is complete to gs://BUCKET/PREFIX, s3://BUCKET/PREFIX, az://ACCOUNT/CONTAINER/PREFIX, https://COLLECTOR/PATH or file:///DIR; files the store has confirmed are removed here.",
      "nothing is uploaded"),
  KEEP_LOCAL(
      "", "--keep-local", "", "Move what was uploaded to uploaded/ instead of removing it.", ""),
  UPLOAD_LIMIT(
      "", "--upload-limit", "RATE", "Upload no faster than this: 500KiB/s, 1MiB/s.", "no limit"),
  FLUSH_TIMEOUT(
      "",
      "--flush-timeout",
      "TIME",
      "How long to go on uploading at the end, for what still waits; after a signal only while the store takes it.",
      "10s"),
  S3_ENDPOINT(
      "",
      "--s3-endpoint",
      "URL",
      "Where an S3-compatible store listens: MinIO, R2, Ceph and others.",
      ""),
  S3_PATH_STYLE(
      "", "--s3-path-style", "", "Name the bucket in the path of the URL, not in its host.", ""),
  S3_REGION("", "--s3-region", "REGION", "Region of the bucket.", "that of the AWS settings"),
  AZ_ENDPOINT("", "--az-endpoint", "URL", "Where the blob service listens, if not at Azure.", ""),
  NO_CREDENTIALS(
      "", "--no-credentials", "", "Use the store without credentials: for emulators in tests.", ""),
  JSON("", "--json", "", "Print JSON, an object a line, instead of words.", ""),
  VERBOSE("-v", "--verbose", "", "Say more on standard error.", ""),
  QUIET("-q", "--quiet", "", "Say nothing on standard error but warnings and errors.", ""),
  CONFIG(
      "",
      "--config",
      "FILE",
      "Read the settings in this file, and in no other.",
      "~/.config/procsnap/procsnap.properties, then /etc/procsnap/procsnap.properties"),
  HELP("-h", "--help", "", "Show this help message and exit.", ""),
  VERSION("-V", "--version", "", "Print version information and exit.", "");

  private static final String VARIABLE_PREFIX = "PROCSNAP_";

  private final String shortName;
  private final String longName;
  private final String valueLabel;
  private final String description;
  private final String fallback;

  Option(
      String shortName, String longName, String valueLabel, String description, String fallback) {
    this.shortName = shortName;
    this.longName = longName;
    this.valueLabel = valueLabel;
    this.description = description;
    this.fallback = fallback;
  }

  /** The options that all commands share which record. */
  public static Set<Option> recording() {
    return EnumSet.of(
        OUTPUT,
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
        CONFIG,
        VERBOSE,
        QUIET);
  }

  /** The options that all commands share which upload. */
  public static Set<Option> uploading() {
    Set<Option> options = EnumSet.of(STORE, KEEP_LOCAL, UPLOAD_LIMIT);
    options.addAll(reaching());
    return options;
  }

  /** The options that tell how a store is reached. */
  public static Set<Option> reaching() {
    return EnumSet.of(S3_ENDPOINT, S3_PATH_STYLE, S3_REGION, AZ_ENDPOINT, NO_CREDENTIALS);
  }

  /** The options that tell how long snapshots are kept. */
  public static Set<Option> retaining() {
    return EnumSet.of(RETAIN, RETAIN_SIZE, RETAIN_UNSENT);
  }

  /** The options that tell of the program rather than set anything: no variable stands for them. */
  public static Set<Option> informing() {
    return EnumSet.of(HELP, VERSION);
  }

  /** With its dash, as {@code -o}; empty when there is none. */
  public String shortName() {
    return shortName;
  }

  /** With its dashes, as {@code --output}. */
  public String longName() {
    return longName;
  }

  /** What its value is; empty when it has none. */
  public String valueLabel() {
    return valueLabel;
  }

  /** Whether it is known by its place on the command line, and no variable stands for it. */
  public boolean isPositional() {
    return !longName.startsWith("-");
  }

  /** Whether it is just there, without a value. */
  public boolean isFlag() {
    return valueLabel.isEmpty();
  }

  /** What it is for, and what it is when it is not given. */
  public String description() {
    return fallback.isEmpty() ? description : description + " Default: " + fallback;
  }

  /** What it is when it is not given, in words; empty when it is then not there. */
  public String fallback() {
    return fallback;
  }

  /** The option that a line in a file of settings means: {@code interval} is --interval. */
  static Optional<Option> inFiles(String name) {
    return Arrays.stream(values())
        .filter(option -> option.longName.equals("--" + name))
        .filter(option -> option != CONFIG && !informing().contains(option))
        .findFirst();
  }

  /** The environment variable that stands for it: PROCSNAP_MACHINE_ID for --machine-id. */
  String variable() {
    return VARIABLE_PREFIX + longName.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
