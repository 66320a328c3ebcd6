package procsnap.core.time;

import java.time.Instant;
import java.util.function.LongUnaryOperator;

/** Time that passes only when somebody waits, or says so; the two clocks can be moved apart. */
public final class FakeTime implements TimeSource {

  private long nanos;
  private long wallOffsetNanos;
  private LongUnaryOperator wakeUp = due -> due;

  /** Starts at monotonic 0 and the given wall-clock time. */
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

  /** Lets both clocks go on. */
  public void pass(long passedNanos) {
    nanos += passedNanos;
  }

  /** Steps the wall clock alone. */
  public void stepWallClock(long byNanos) {
    wallOffsetNanos += byNanos;
  }

  /** When a wait really ends, given when it should: for a machine that sleeps or is busy. */
  public void wakeUpAt(LongUnaryOperator wakeUp) {
    this.wakeUp = wakeUp;
  }
}
