package procsnap.core.recorded;

import java.util.List;

/**
 * What the end of a trace says.
 *
 * @param snapshots how many were published
 * @param missedSinceLast numbers of snapshots that were not taken after the last that was
 */
public record RecordedEnd(long snapshots, List<NumberRange> missedSinceLast) {}
