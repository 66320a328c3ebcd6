package procsnap.core.process;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Clock of a process table: the length of a tick, and the time of tick 0 on the monotonic and on
 * the wall clock.
 *
 * @param ticksPerSecond number of ticks per second; 100 on nearly every Linux, see {@code
 *     sysconf(3)}
 * @param zeroNanos monotonic time of tick 0 in ns, often negative
 * @param zeroInstant current wall-clock time of tick 0: it shifts when the clock is stepped
 */
public record TickClock(int ticksPerSecond, long zeroNanos, Instant zeroInstant) {

  private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long MAX_SECONDS = Long.MAX_VALUE / NANOS_PER_SECOND / 2;

  public TickClock {
    if (ticksPerSecond < 1 || ticksPerSecond > NANOS_PER_SECOND) {
      throw new IllegalArgumentException("ticks per second: " + ticksPerSecond);
    }
  }

  /** Monotonic time of a tick in ns; capped at over a century after boot. */
  public long monotonicNanosAt(long ticks) {
    return zeroNanos + nanos(ticks);
  }

  /**
   * Wall-clock time of a tick.
   *
   * @throws java.time.DateTimeException if it is out of the range of {@link Instant}
   */
  public Instant instantAt(long ticks) {
    return zeroInstant
        .plusSeconds(ticks / ticksPerSecond)
        .plusNanos(ticks % ticksPerSecond * tickNanos());
  }

  /** Length of a number of ticks, in ns. */
  public long nanos(long ticks) {
    long seconds = Math.max(-MAX_SECONDS, Math.min(MAX_SECONDS, ticks / ticksPerSecond));
    return seconds * NANOS_PER_SECOND + ticks % ticksPerSecond * tickNanos();
  }

  /** Length of one tick, in ns. */
  public long tickNanos() {
    return NANOS_PER_SECOND / ticksPerSecond;
  }
}
