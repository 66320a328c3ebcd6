package procsnap.core.archive;

import java.util.List;

/**
 * What the end of a trace says.
 *
 * @param snapshots how many were published
 * @param missedSinceLast numbers of snapshots that were not taken after the last that was
 */
public record TraceEndRecord(long snapshots, List<NumberRange> missedSinceLast) {}
