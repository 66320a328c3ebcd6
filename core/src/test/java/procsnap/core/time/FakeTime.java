package procsnap.core.time;

import java.time.Instant;
import java.util.function.LongUnaryOperator;

/** Time that passes only during waits and on request; the two clocks can be moved apart. */
public final class FakeTime implements TimeSource {

  private long nanos;
  private long wallOffsetNanos;
  private LongUnaryOperator wakeUp = due -> due;

  /** Creates clocks at monotonic time 0 and the given wall-clock time. */
  public FakeTime(Instant start) {
    wallOffsetNanos = start.getEpochSecond() * 1_000_000_000L + start.getNano();
  }

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public Instant now() {
    long wall = wallOffsetNanos + nanos;
    return Instant.ofEpochSecond(
        Math.floorDiv(wall, 1_000_000_000L), Math.floorMod(wall, 1_000_000_000L));
  }

  @Override
  public void waitUntil(long due, StopSignal stop) {
    if (!stop.requested()) {
      nanos = Math.max(nanos, wakeUp.applyAsLong(due));
    }
  }

  /** Advances both clocks. */
  public void pass(long passedNanos) {
    nanos += passedNanos;
  }

  /** Steps only the wall clock. */
  public void stepWallClock(long byNanos) {
    wallOffsetNanos += byNanos;
  }

  /**
   * Sets when a wait actually ends, given when it is due, to simulate a suspended or busy machine.
   */
  public void wakeUpAt(LongUnaryOperator wakeUp) {
    this.wakeUp = wakeUp;
  }
}
