package procsnap.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options that all recording commands share. They are declared here for the help and for the
 * parser; {@link SettingsParser} gives them their meaning.
 */
@SuppressWarnings("unused") // read through picocli's model of them
final class RecordingOptions {

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Folder to record into; created when missing. Default: ./procsnap-data")
  private @Nullable String output;

  @Option(
      names = "--anonymous",
      description = "Write the first 12 hex digits of a SHA-256 instead of each command line.")
  private boolean anonymous;

  @Option(
      names = "--anonymous-key",
      paramLabel = "FILE",
      description =
          "Hash command lines by HMAC-SHA-256 with the key in this file: without it nobody can"
              + " check a guess. Implies --anonymous.")
  private @Nullable String anonymousKey;

  @Option(
      names = "--columns",
      paramLabel = "GROUPS",
      description =
          "More columns after the first eleven, separated by commas: mono_ns, ppid, uid, threads,"
              + " cpu_ms, cgroup, io, missing; or all.")
  private @Nullable String columns;

  @Option(names = "--no-header", description = "Leave out the row of column names.")
  private boolean noHeader;

  @Option(
      names = "--compress",
      paramLabel = "METHOD",
      description = "Compress each snapshot: gzip or none. Default: none")
  private @Nullable String compress;

  @Option(
      names = "--prefix",
      paramLabel = "PATH",
      description = "Root of the tree in the output folder. Default: linux_trace_v3_test")
  private @Nullable String prefix;

  @Option(
      names = "--machine-id",
      paramLabel = "ID",
      description =
          "Name of this machine's folder. Default: 16 hex digits from the SHA-256 of"
              + " /etc/machine-id")
  private @Nullable String machineId;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "Time zone of all times that are printed. Default: UTC")
  private @Nullable String zone;

  @Option(
      names = "--proc-root",
      paramLabel = "DIR",
      description = "Where the kernel shows the processes. Default: $HOST_PROC, or /proc")
  private @Nullable String procRoot;

  @Option(
      names = "--source",
      paramLabel = "SOURCE",
      description =
          "How processes are read: procfs, oshi (systems without /proc) or auto. Default: auto")
  private @Nullable String source;

  @Option(
      names = {"-v", "--verbose"},
      description = "Say more on standard error.")
  private boolean verbose;

  @Option(
      names = {"-q", "--quiet"},
      description = "Say nothing on standard error but warnings and errors.")
  private boolean quiet;
}
