package procsnap.core.trace;

import java.time.Instant;
import java.util.Map;
import procsnap.core.process.HostFacts;
import procsnap.core.process.TickClock;
import procsnap.core.process.Visibility;

/**
 * Description of a trace, written to its manifest once, at its start.
 *
 * @param startedAt wall-clock time of the start
 * @param monotonicNanos monotonic time of the start
 * @param clock clock of the process table at the start: gives all creation times
 * @param host the machine
 * @param visibility whether all processes are visible
 * @param plan plan of the trace
 * @param settings effective settings, as the user would write them
 */
public record TraceDescription(
    Instant startedAt,
    long monotonicNanos,
    TickClock clock,
    HostFacts host,
    Visibility visibility,
    TracePlan plan,
    Map<String, String> settings) {

  private static final Instant FIRST_PROCSNAP = Instant.parse("2026-01-01T00:00:00Z");

  /**
   * Whether the wall clock is plausible: a machine without a battery-backed clock boots in 1970.
   */
  public boolean isClockSet() {
    return !startedAt.isBefore(FIRST_PROCSNAP);
  }
}
