package procsnap.core.cpu;

import java.util.OptionalDouble;

/**
 * CPU use of one process, averaged over each window, in percent of one CPU: two busy threads make
 * 200. Absent where there is no reading to measure from.
 */
public record CpuUsage(
    OptionalDouble fiveSeconds, OptionalDouble twoMinutes, OptionalDouble oneHour) {}
