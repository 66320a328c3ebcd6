package procsnap.core.trace;

import java.util.OptionalLong;

/**
 * Cost of procsnap itself since its last snapshot.
 *
 * @param cpuMillis CPU time used, if our own process was scanned
 * @param residentBytes current resident size, if our own process was scanned
 * @param scanNanos duration of this snapshot's scan, in ns
 */
public record RecorderCost(OptionalLong cpuMillis, OptionalLong residentBytes, long scanNanos) {}
