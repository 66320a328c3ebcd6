package procsnap.core.trace;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import procsnap.core.cpu.CpuUsage;
import procsnap.core.process.OsString;
import procsnap.core.process.ProcessDetail;
import procsnap.core.process.ProcessStatus;
import procsnap.core.process.ReadProblem;

/**
 * Row of a process in a snapshot, after the privacy policy has been applied. An absent value is an
 * empty cell.
 *
 * @param pid thread-group id
 * @param name the kernel's name, or the full base name of the program if the kernel truncated it
 * @param commandLine arguments joined by one space, or what the privacy policy writes instead
 * @param redacted whether a secret was masked in the command line
 * @param virtualBytes virtual size
 * @param residentBytes resident size
 * @param createdAt wall-clock time of the process's start
 * @param cpu CPU use over each window
 * @param status state in words
 * @param monotonicNanos monotonic time of the read, in ns
 * @param parentPid pid of the parent
 * @param threads number of threads
 * @param cpuMillis user and system time used so far
 * @param uid real user id
 * @param cgroup cgroup paths
 * @param readBytes bytes fetched from storage
 * @param writtenBytes bytes sent to storage
 * @param problems details that could not be read, and why
 */
public record SnapshotRow(
    int pid,
    OsString name,
    Optional<OsString> commandLine,
    boolean redacted,
    OptionalLong virtualBytes,
    OptionalLong residentBytes,
    Instant createdAt,
    CpuUsage cpu,
    ProcessStatus status,
    long monotonicNanos,
    int parentPid,
    int threads,
    long cpuMillis,
    OptionalLong uid,
    Optional<OsString> cgroup,
    OptionalLong readBytes,
    OptionalLong writtenBytes,
    Map<ProcessDetail, ReadProblem> problems) {}
