package procsnap.core.archive;

import java.time.LocalDateTime;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import procsnap.core.process.ProcessStatus;

/**
 * Row of a recorded snapshot. Times are local to the zone that the trace's manifest names. An empty
 * cell and a column that was not recorded are absent: unknown is never 0. Text is as it was
 * recorded, without the apostrophe that protects spreadsheets from formulas.
 *
 * @param timestamp start of the snapshot
 * @param pid process ID
 * @param name name of the program
 * @param commandLine command line as the privacy settings wrote it; may be empty
 * @param virtualKib virtual size in units of 1024 bytes
 * @param residentKib resident size in units of 1024 bytes
 * @param createdAt start of the process
 * @param cpuFiveSeconds CPU use over the last 5 s, in percent of one CPU
 * @param cpuTwoMinutes CPU use over the last 2 min
 * @param cpuOneHour CPU use over the last hour
 * @param status state
 * @param monotonicNanos read time on the monotonic clock
 * @param parentPid process ID of the parent
 * @param uid numeric real user ID
 * @param threads number of threads
 * @param cpuMillis user and system CPU time used so far
 * @param cgroup control groups
 * @param readBytes bytes read from storage
 * @param writtenBytes bytes written to storage
 * @param missing cells that could not be read, and why; empty if all could
 */
public record RecordedRow(
    LocalDateTime timestamp,
    int pid,
    String name,
    String commandLine,
    OptionalDouble virtualKib,
    OptionalDouble residentKib,
    LocalDateTime createdAt,
    OptionalDouble cpuFiveSeconds,
    OptionalDouble cpuTwoMinutes,
    OptionalDouble cpuOneHour,
    ProcessStatus status,
    OptionalLong monotonicNanos,
    OptionalLong parentPid,
    OptionalLong uid,
    OptionalLong threads,
    OptionalLong cpuMillis,
    Optional<String> cgroup,
    OptionalLong readBytes,
    OptionalLong writtenBytes,
    Optional<String> missing) {}
