package procsnap.core.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Waits between attempts, with the longest draw each time, or the shortest. */
class BackoffTest {

  @Test
  void longestWaitDoublesFromOneSecondToFiveMinutesAndStartsAgain() {
    Backoff backoff = new Backoff(new LongestDraw());
    assertEquals(
        List.of(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 300L, 300L), nextSeconds(backoff, 11));
    backoff.reset();
    assertEquals(List.of(1L, 2L), nextSeconds(backoff, 2));
  }

  @Test
  void storeIsGivenTheWaitItAsksForUpToAnHour() {
    Backoff backoff = new Backoff(() -> 0);
    assertEquals(seconds(0), backoff.nextNanos(Duration.ZERO));
    assertEquals(seconds(42), backoff.nextNanos(Duration.ofSeconds(42)));
    assertEquals(seconds(3_600), backoff.nextNanos(Duration.ofHours(1)));
    assertEquals(seconds(3_600), backoff.nextNanos(Duration.ofDays(365_000)));
  }

  private static List<Long> nextSeconds(Backoff backoff, int count) {
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      waits.add(Duration.ofNanos(backoff.nextNanos(Duration.ZERO)).toSeconds());
    }
    return waits;
  }

  private static long seconds(long count) {
    return Duration.ofSeconds(count).toNanos();
  }
}
