package procsnap.core.trace;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import procsnap.core.cpu.CpuUsage;
import procsnap.core.process.OsString;
import procsnap.core.process.ProcessDetail;
import procsnap.core.process.ProcessStatus;
import procsnap.core.process.ReadProblem;

/**
 * Builder of snapshot rows that sets only the values that matter to a test; all others are unknown,
 * zero or defaults.
 */
public final class SnapshotRows {

  private final int pid;
  private OsString name = OsString.of("process");
  private Optional<OsString> commandLine = Optional.empty();
  private OptionalLong virtualBytes = OptionalLong.empty();
  private OptionalLong residentBytes = OptionalLong.empty();
  private Instant createdAt = Instant.EPOCH;
  private CpuUsage cpu =
      new CpuUsage(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());
  private ProcessStatus status = ProcessStatus.SLEEPING;
  private long monotonicNanos;
  private int parentPid;
  private int threads = 1;
  private long cpuMillis;
  private OptionalLong uid = OptionalLong.empty();
  private Optional<OsString> cgroup = Optional.empty();
  private OptionalLong readBytes = OptionalLong.empty();
  private OptionalLong writtenBytes = OptionalLong.empty();
  private final Map<ProcessDetail, ReadProblem> problems = new EnumMap<>(ProcessDetail.class);

  private SnapshotRows(int pid) {
    this.pid = pid;
  }

  /** Starts a builder with a pid and default values. */
  public static SnapshotRows row(int pid) {
    return new SnapshotRows(pid);
  }

  public SnapshotRows name(String value) {
    return name(OsString.of(value));
  }

  public SnapshotRows name(OsString value) {
    name = value;
    return this;
  }

  public SnapshotRows commandLine(String value) {
    return commandLine(OsString.of(value));
  }

  public SnapshotRows commandLine(OsString value) {
    commandLine = Optional.of(value);
    return this;
  }

  public SnapshotRows virtualBytes(long value) {
    virtualBytes = OptionalLong.of(value);
    return this;
  }

  public SnapshotRows residentBytes(long value) {
    residentBytes = OptionalLong.of(value);
    return this;
  }

  public SnapshotRows createdAt(String instant) {
    createdAt = Instant.parse(instant);
    return this;
  }

  /** Sets the CPU use over 5 s, 2 min and 1 h, in percent of one CPU. */
  public SnapshotRows cpu(double fiveSeconds, double twoMinutes, double oneHour) {
    cpu =
        new CpuUsage(
            OptionalDouble.of(fiveSeconds),
            OptionalDouble.of(twoMinutes),
            OptionalDouble.of(oneHour));
    return this;
  }

  public SnapshotRows status(ProcessStatus value) {
    status = value;
    return this;
  }

  public SnapshotRows monotonicNanos(long value) {
    monotonicNanos = value;
    return this;
  }

  public SnapshotRows parentPid(int value) {
    parentPid = value;
    return this;
  }

  public SnapshotRows threads(int value) {
    threads = value;
    return this;
  }

  public SnapshotRows cpuMillis(long value) {
    cpuMillis = value;
    return this;
  }

  public SnapshotRows uid(long value) {
    uid = OptionalLong.of(value);
    return this;
  }

  public SnapshotRows cgroup(String value) {
    return cgroup(OsString.of(value));
  }

  public SnapshotRows cgroup(OsString value) {
    cgroup = Optional.of(value);
    return this;
  }

  /** Sets the bytes read from storage and written to it. */
  public SnapshotRows io(long read, long written) {
    readBytes = OptionalLong.of(read);
    writtenBytes = OptionalLong.of(written);
    return this;
  }

  public SnapshotRows problem(ProcessDetail detail, ReadProblem problem) {
    problems.put(detail, problem);
    return this;
  }

  public SnapshotRow build() {
    return new SnapshotRow(
        pid,
        name,
        commandLine,
        false,
        virtualBytes,
        residentBytes,
        createdAt,
        cpu,
        status,
        monotonicNanos,
        parentPid,
        threads,
        cpuMillis,
        uid,
        cgroup,
        readBytes,
        writtenBytes,
        problems);
  }
}
