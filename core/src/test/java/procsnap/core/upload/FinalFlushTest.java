package procsnap.core.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import procsnap.core.time.FakeTime;

/** How long the last upload is waited for. */
class FinalFlushTest {

  private static final long SLICE = Duration.ofMillis(700).toNanos();
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final FakeTime time = new FakeTime(Instant.EPOCH);
  private boolean endWanted;
  private boolean healthy = true;
  private long progress;

  @Test
  void storeThatStandsStillIsWaitedForUntilTheTimeout() {
    healthy = false;
    assertEquals(MINUTE.toNanos(), lasts(flush(MINUTE), Duration.ZERO));
  }

  @Test
  void lastWaitEndsAtTheTimeout() {
    FinalFlush flush = flush(Duration.ofSeconds(1));
    assertEquals(SLICE, next(flush));
    time.pass(SLICE);
    assertEquals(Duration.ofMillis(300).toNanos(), next(flush));
    time.pass(Duration.ofMillis(299).toNanos());
    assertEquals(Duration.ofMillis(1).toNanos(), next(flush));
    time.pass(Duration.ofMillis(1).toNanos());
    assertEquals(FinalFlush.OVER, next(flush));
    time.pass(1);
    assertEquals(FinalFlush.OVER, next(flush));
  }

  @Test
  void withoutATimeoutNothingIsWaitedFor() {
    assertEquals(FinalFlush.OVER, next(flush(Duration.ZERO)));
  }

  @Test
  void onceTheEndIsWantedAStandstillEndsTheFlush() {
    endWanted = true;
    FinalFlush flush = flush(MINUTE);
    assertEquals(SLICE, next(flush), "the store has its chance");
    progress = 1;
    assertEquals(SLICE, next(flush));
    assertEquals(FinalFlush.OVER, next(flush), "no byte was sent in the meantime");
  }

  @Test
  void onceTheEndIsWantedProgressKeepsTheFlushAliveUntilTheTimeout() {
    endWanted = true;
    FinalFlush flush = flush(MINUTE);
    long start = time.nanos();
    for (long wait = next(flush); wait != FinalFlush.OVER; wait = next(flush)) {
      time.pass(wait);
      progress++;
    }
    assertEquals(MINUTE.toNanos(), time.nanos() - start);
  }

  @Test
  void onceTheEndIsWantedAnUnhealthyStoreIsNotWaitedFor() {
    endWanted = true;
    healthy = false;
    assertEquals(FinalFlush.OVER, next(flush(MINUTE)));
  }

  @Test
  void endThatIsWantedLaterCutsTheFlushShort() {
    healthy = false;
    assertEquals(
        Duration.ofMillis(4_900).toNanos(), lasts(flush(MINUTE), Duration.ofMillis(4_200)));
  }

  @Test
  void standstillBeforeTheEndIsWantedCountsFromTheLastSlice() {
    FinalFlush flush = flush(MINUTE);
    next(flush);
    time.pass(SLICE);
    endWanted = true;
    assertEquals(FinalFlush.OVER, next(flush));
  }

  /** Total wait, when the end is wanted once that time has passed; never for zero. */
  private long lasts(FinalFlush flush, Duration endWantedAfter) {
    long start = time.nanos();
    for (long wait = next(flush); wait != FinalFlush.OVER; wait = next(flush)) {
      time.pass(wait);
      endWanted = !endWantedAfter.isZero() && time.nanos() - start > endWantedAfter.toNanos();
    }
    return time.nanos() - start;
  }

  private FinalFlush flush(Duration timeout) {
    return new FinalFlush(time.nanos(), timeout);
  }

  private long next(FinalFlush flush) {
    return flush.nextWaitNanos(time.nanos(), endWanted, healthy, progress);
  }
}
