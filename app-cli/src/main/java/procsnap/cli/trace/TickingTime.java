package procsnap.cli.trace;

import java.time.Duration;
import java.time.Instant;
import procsnap.core.time.StopSignal;
import procsnap.core.time.TimeSource;

/**
 * Clocks that run an action every so often while a thread waits, on that thread: the action shows
 * that the thread is alive.
 */
final class TickingTime implements TimeSource {

  private final TimeSource time;
  private final long pieceNanos;
  private final Runnable tick;

  /**
   * @param piece time between two ticks
   */
  TickingTime(TimeSource time, Duration piece, Runnable tick) {
    this.time = time;
    this.pieceNanos = piece.toNanos();
    this.tick = tick;
  }

  @Override
  public long nanos() {
    return time.nanos();
  }

  @Override
  public Instant now() {
    return time.now();
  }

  /** May return early, as after a wakeUp: the caller looks at the clock again. */
  @Override
  public void waitUntil(long nanos, StopSignal stop) {
    tick.run();
    time.waitUntil(Math.min(nanos, time.nanos() + pieceNanos), stop);
  }
}
