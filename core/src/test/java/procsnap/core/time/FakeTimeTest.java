package procsnap.core.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The contract of {@link TimeSource}, for the fake and for the clocks of the machine. */
class FakeTimeTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void fakeWaitEndsExactlyOnTime() {
    FakeTime time = new FakeTime(START);
    time.waitUntil(5_000, new StopSignal());
    assertEquals(5_000, time.nanos());
    assertEquals(START.plusNanos(5_000), time.now());
  }

  @Test
  void steppedWallClockDoesNotChangeTheMonotonicClock() {
    FakeTime time = new FakeTime(START);
    time.stepWallClock(-Duration.ofDays(3650).toNanos());
    assertEquals(0, time.nanos());
    assertEquals(START.minus(Duration.ofDays(3650)), time.now());
  }

  @Test
  void systemWaitDoesNotEndEarly() {
    TimeSource time = TimeSource.system();
    long due = time.nanos() + 5_000_000;
    time.waitUntil(due, new StopSignal());
    assertTrue(time.nanos() >= due);
  }

  @Test
  void systemWaitEndsAtOnceAfterAStopRequest() {
    TimeSource time = TimeSource.system();
    StopSignal stop = new StopSignal();
    stop.request();
    long start = time.nanos();
    time.waitUntil(start + Duration.ofHours(1).toNanos(), stop);
    assertTrue(time.nanos() - start < Duration.ofMinutes(1).toNanos());
  }

  @Test
  void interruptOfAWaitingThreadRequestsTheStop() {
    StopSignal stop = new StopSignal();
    Thread.currentThread().interrupt();
    stop.await(Duration.ofHours(1).toNanos());
    assertTrue(Thread.interrupted());
    assertTrue(stop.requested());
  }
}
