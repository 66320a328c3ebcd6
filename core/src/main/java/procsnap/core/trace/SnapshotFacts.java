package procsnap.core.trace;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import procsnap.core.cpu.CpuWindow;
import procsnap.core.process.Visibility;

/**
 * What a snapshot's manifest tells beyond the bytes that were stored.
 *
 * @param number counted from 0 through the trace
 * @param startedAt wall-clock time of its start
 * @param finishedAt wall-clock time at which all rows were there
 * @param monotonicNanos monotonic time of its start
 * @param tally what became of the processes
 * @param visibility whether all processes could be seen
 * @param windowReachNanos how far each window really reached; without those that had no reading
 * @param missedBefore snapshots missed since the last one that was published
 * @param unaccountedCpuPercent host CPU time since the last snapshot that no row explains
 * @param cost what procsnap itself cost
 */
public record SnapshotFacts(
    long number,
    Instant startedAt,
    Instant finishedAt,
    long monotonicNanos,
    SnapshotTally tally,
    Visibility visibility,
    Map<CpuWindow, Long> windowReachNanos,
    List<MissedSnapshots> missedBefore,
    OptionalDouble unaccountedCpuPercent,
    RecorderCost cost) {}
