package procsnap.core.cpu;

import java.util.OptionalDouble;

/**
 * CPU use of one process, averaged over each window, in percent of one CPU: two busy threads use
 * 200. Absent where no reading marks the start of the window.
 */
public record CpuUsage(
    OptionalDouble fiveSeconds, OptionalDouble twoMinutes, OptionalDouble oneHour) {}
