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
 * One process in a snapshot, as it is written: what is private has been taken out. An absent value
 * is an empty cell.
 *
 * @param pid thread-group id
 * @param name the kernel's name, or the whole base name of the program where the kernel cut it
 * @param commandLine the arguments joined by one space, or what the privacy policy makes of them
 * @param redacted whether a secret was masked in it
 * @param virtualBytes virtual size
 * @param residentBytes resident size
 * @param createdAt wall-clock time of the process's start
 * @param cpu CPU use over the windows
 * @param status state in words
 * @param monotonicNanos when it was read, monotonic, in ns
 * @param parentPid pid of the parent
 * @param threads number of threads
 * @param cpuMillis user and system time used so far
 * @param uid real user id
 * @param cgroup cgroup paths
 * @param readBytes bytes fetched from storage
 * @param writtenBytes bytes sent to storage
 * @param problems what could not be read, and why
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
