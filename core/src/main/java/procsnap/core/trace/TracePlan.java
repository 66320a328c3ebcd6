package procsnap.core.trace;

import java.time.Duration;
import java.util.Set;
import procsnap.core.privacy.CommandLinePolicy;

/**
 * Plan of a trace.
 *
 * @param lead time from the start to the first snapshot, during which readings are taken for its
 *     CPU windows
 * @param interval time from one snapshot to the next
 * @param snapshots number of snapshots to take; {@link Long#MAX_VALUE} for a trace that runs until
 *     it is stopped
 * @param columns column groups beyond the fixed eleven columns
 * @param commandLines privacy policy for command lines
 */
public record TracePlan(
    Duration lead,
    Duration interval,
    long snapshots,
    Set<ColumnGroup> columns,
    CommandLinePolicy commandLines) {}
