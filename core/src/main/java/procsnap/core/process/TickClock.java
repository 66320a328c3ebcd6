package procsnap.core.process;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * The clock in which a process table counts: how long a tick is, and when tick 0 was on the
 * monotonic and on the wall clock.
 *
 * @param ticksPerSecond length of a tick; 100 on nearly every Linux, see {@code sysconf(3)}
 * @param zeroNanos monotonic time of tick 0 in ns, often negative
 * @param zeroInstant wall-clock time of tick 0, as of now: a stepped clock moves it
 */
public record TickClock(int ticksPerSecond, long zeroNanos, Instant zeroInstant) {

  private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long MAX_SECONDS = Long.MAX_VALUE / NANOS_PER_SECOND / 2;

  public TickClock {
    if (ticksPerSecond < 1 || ticksPerSecond > NANOS_PER_SECOND) {
      throw new IllegalArgumentException("ticks per second: " + ticksPerSecond);
    }
  }

  /** Monotonic time of a tick in ns; an instant over a century after boot counts as that far. */
  public long monotonicNanosAt(long ticks) {
    return zeroNanos + nanos(ticks);
  }

  /**
   * Wall-clock time of a tick.
   *
   * @throws java.time.DateTimeException when it is beyond what an {@link Instant} holds
   */
  public Instant instantAt(long ticks) {
    return zeroInstant
        .plusSeconds(ticks / ticksPerSecond)
        .plusNanos(ticks % ticksPerSecond * tickNanos());
  }

  /** How long so many ticks are, in ns. */
  public long nanos(long ticks) {
    long seconds = Math.max(-MAX_SECONDS, Math.min(MAX_SECONDS, ticks / ticksPerSecond));
    return seconds * NANOS_PER_SECOND + ticks % ticksPerSecond * tickNanos();
  }

  /** How long one tick is, in ns. */
  public long tickNanos() {
    return NANOS_PER_SECOND / ticksPerSecond;
  }
}
