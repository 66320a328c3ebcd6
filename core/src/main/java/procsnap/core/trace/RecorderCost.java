package procsnap.core.trace;

import java.util.OptionalLong;

/**
 * What procsnap itself cost since its last snapshot.
 *
 * @param cpuMillis CPU time used, if we are among the processes
 * @param residentBytes resident size now, if we are among the processes
 * @param scanNanos how long the scan of this snapshot took
 */
public record RecorderCost(OptionalLong cpuMillis, OptionalLong residentBytes, long scanNanos) {}
