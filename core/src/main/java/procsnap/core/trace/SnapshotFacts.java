package procsnap.core.trace;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import procsnap.core.cpu.CpuWindow;
import procsnap.core.process.Visibility;

/**
 * Facts in a snapshot's manifest other than the size and hashes of its file.
 *
 * @param number number of the snapshot, counted from 0 through the trace
 * @param startedAt wall-clock time of its start
 * @param finishedAt wall-clock time at which all rows had been read
 * @param monotonicNanos monotonic time of its start
 * @param tally counts of processes by how they were read
 * @param visibility whether all processes were visible
 * @param windowReachNanos actual length of each window; a window without a reading is omitted
 * @param missedBefore snapshots missed since the last published one
 * @param unaccountedCpuPercent host CPU time since the last snapshot that no row accounts for
 * @param cost cost of procsnap itself
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
