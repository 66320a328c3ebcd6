package procsnap.core.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Conversion of ticks to times: at 100 ticks per second a tick is 10 ms. */
class TickClockTest {

  private static final Instant BOOT = Instant.parse("2026-01-01T00:00:00Z");
  private static final TickClock CLOCK = new TickClock(100, -5_000_000_000L, BOOT);

  @Test
  void tickIsCountedFromTickZero() {
    assertEquals(-5_000_000_000L + 1_230_000_000L, CLOCK.monotonicNanosAt(123));
    assertEquals(Instant.parse("2026-01-01T00:00:01.230Z"), CLOCK.instantAt(123));
    assertEquals(10_000_000, CLOCK.tickNanos());
  }

  @Test
  void startTicksOfThreeHundredYearsDoNotOverflow() {
    long ticks = 1L << 40;
    assertEquals(
        BOOT.plusSeconds(ticks / 100).plusMillis(10 * (ticks % 100)), CLOCK.instantAt(ticks));
    assertTrue(CLOCK.monotonicNanosAt(Long.MAX_VALUE) > 0);
  }

  @Test
  void timeOutOfRangeIsRejected() {
    assertThrows(DateTimeException.class, () -> CLOCK.instantAt(Long.MAX_VALUE));
  }

  @Test
  void clockWithoutTicksIsRejected() {
    assertThrows(IllegalArgumentException.class, () -> new TickClock(0, 0, BOOT));
  }
}
