package procsnap.core.process;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Values read from one process at one instant. A value that was not asked for, or could not be
 * read, is absent, never 0; {@link #problems} has the reason.
 *
 * @param id pid and start ticks
 * @param monotonicNanos read time of the CPU time, monotonic, in ns
 * @param comm name that the kernel has for the process, at most 15 bytes except for some kernel
 *     threads
 * @param executable base name of the executable; read only where the kernel may have cut {@code
 *     comm}
 * @param state state letter, see {@link ProcessStatus#ofLetter}
 * @param parentPid pid of the parent process
 * @param threads number of threads
 * @param cpuTicks user and system time used so far, in ticks
 * @param virtualBytes virtual size
 * @param residentBytes resident size
 * @param commandLine command line; empty for kernel threads and zombies
 * @param uid real user id
 * @param cgroup lines of {@code /proc/[pid]/cgroup}, joined by {@code ;}
 * @param readBytes bytes fetched from storage
 * @param writtenBytes bytes sent to storage
 * @param problems details that were asked for and are absent or truncated, with the reason
 */
public record ProcessReading(
    ProcessId id,
    long monotonicNanos,
    OsString comm,
    Optional<OsString> executable,
    char state,
    int parentPid,
    int threads,
    long cpuTicks,
    OptionalLong virtualBytes,
    OptionalLong residentBytes,
    Optional<CommandLine> commandLine,
    OptionalLong uid,
    Optional<OsString> cgroup,
    OptionalLong readBytes,
    OptionalLong writtenBytes,
    Map<ProcessDetail, ReadProblem> problems) {

  /**
   * Bytes of a {@code comm} that the kernel may have cut: {@code TASK_COMM_LEN} without its NUL.
   */
  public static final int CUT_COMM = 15;

  public static Builder of(int pid) {
    return new Builder(pid);
  }

  /** Collects what is read of a process; what is not set stays absent. */
  public static final class Builder {

    private final int pid;
    private long startTicks;
    private long monotonicNanos;
    private OsString comm = OsString.EMPTY;
    private Optional<OsString> executable = Optional.empty();
    private char state = '?';
    private int parentPid;
    private int threads;
    private long cpuTicks;
    private OptionalLong virtualBytes = OptionalLong.empty();
    private OptionalLong residentBytes = OptionalLong.empty();
    private Optional<CommandLine> commandLine = Optional.empty();
    private OptionalLong uid = OptionalLong.empty();
    private Optional<OsString> cgroup = Optional.empty();
    private OptionalLong readBytes = OptionalLong.empty();
    private OptionalLong writtenBytes = OptionalLong.empty();
    private Map<ProcessDetail, ReadProblem> problems = Map.of();

    private Builder(int pid) {
      this.pid = pid;
    }

    public Builder startTicks(long startTicks) {
      this.startTicks = startTicks;
      return this;
    }

    public Builder at(long monotonicNanos) {
      this.monotonicNanos = monotonicNanos;
      return this;
    }

    public Builder comm(OsString comm) {
      this.comm = comm;
      return this;
    }

    public Builder executable(OsString executable) {
      this.executable = Optional.of(executable);
      return this;
    }

    public Builder state(char state) {
      this.state = state;
      return this;
    }

    public Builder parentPid(int parentPid) {
      this.parentPid = parentPid;
      return this;
    }

    public Builder threads(int threads) {
      this.threads = threads;
      return this;
    }

    public Builder cpuTicks(long cpuTicks) {
      this.cpuTicks = cpuTicks;
      return this;
    }

    public Builder memory(long virtualBytes, long residentBytes) {
      this.virtualBytes = OptionalLong.of(virtualBytes);
      this.residentBytes = OptionalLong.of(residentBytes);
      return this;
    }

    /** Takes back what was read of the sizes. */
    public Builder memoryUnknown() {
      this.virtualBytes = OptionalLong.empty();
      this.residentBytes = OptionalLong.empty();
      return this;
    }

    public Builder commandLine(CommandLine commandLine) {
      this.commandLine = Optional.of(commandLine);
      return this;
    }

    public Builder uid(long uid) {
      this.uid = OptionalLong.of(uid);
      return this;
    }

    public Builder cgroup(OsString cgroup) {
      this.cgroup = Optional.of(cgroup);
      return this;
    }

    public Builder io(long readBytes, long writtenBytes) {
      this.readBytes = OptionalLong.of(readBytes);
      this.writtenBytes = OptionalLong.of(writtenBytes);
      return this;
    }

    public Builder problem(ProcessDetail detail, ReadProblem problem) {
      if (problems.isEmpty()) {
        problems = new EnumMap<>(ProcessDetail.class);
      }
      problems.put(detail, problem);
      return this;
    }

    public ProcessReading build() {
      return new ProcessReading(
          new ProcessId(pid, startTicks),
          monotonicNanos,
          comm,
          executable,
          state,
          parentPid,
          threads,
          cpuTicks,
          virtualBytes,
          residentBytes,
          commandLine,
          uid,
          cgroup,
          readBytes,
          writtenBytes,
          problems);
    }
  }
}
