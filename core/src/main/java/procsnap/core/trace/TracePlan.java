package procsnap.core.trace;

import java.time.Duration;
import java.util.Set;
import procsnap.core.privacy.CommandLinePolicy;

/**
 * What a trace is to record.
 *
 * @param lead from the start to the first snapshot: measured meanwhile
 * @param interval from one snapshot to the next
 * @param snapshots how many snapshots there are to be; {@link Long#MAX_VALUE} for no end
 * @param columns groups of columns beyond the first eleven
 * @param commandLines what of a command line is written
 */
public record TracePlan(
    Duration lead,
    Duration interval,
    long snapshots,
    Set<ColumnGroup> columns,
    CommandLinePolicy commandLines) {}
