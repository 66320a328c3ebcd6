package procsnap.cli.trace;

import java.time.Duration;
import java.time.Instant;
import procsnap.core.time.StopSignal;
import procsnap.core.time.TimeSource;

/**
 * Clocks whose waits are broken into pieces, so that something is done between them on the thread
 * that waits: who watches that, watches whether it goes on.
 */
final class TickingTime implements TimeSource {

  private final TimeSource time;
  private final long pieceNanos;
  private final Runnable tick;

  /**
   * @param piece how long a wait goes on before the next tick
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

  /** May come back before its time, as after a wakeUp: who waits, looks at the clock again. */
  @Override
  public void waitUntil(long nanos, StopSignal stop) {
    tick.run();
    time.waitUntil(Math.min(nanos, time.nanos() + pieceNanos), stop);
  }
}
