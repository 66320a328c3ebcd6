package procsnap.core.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import procsnap.core.port.InMemoryRetainedSnapshots.Kept;

/** Which of the snapshots taken at 0, 5, ... min, 1000 bytes each, expire. */
class RetentionLimitsTest {

  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final Optional<Duration> MONTH = Optional.of(Duration.ofDays(30));
  private static final OptionalLong GIBIBYTE = OptionalLong.of(1L << 30);
  private static final List<Kept> SIX = sixSnapshots();

  @Test
  void onlyWithoutAnyLimitEverythingIsKept() {
    assertTrue(new RetentionLimits(Optional.empty(), OptionalLong.empty(), true).isUnlimited());
    assertFalse(new RetentionLimits(MONTH, OptionalLong.empty(), true).isUnlimited());
    assertFalse(new RetentionLimits(Optional.empty(), GIBIBYTE, true).isUnlimited());
  }

  @Test
  void sizeLimitAppliesToSnapshotsOfAnyAge() {
    assertEquals(
        new RetentionLimits(Optional.empty(), GIBIBYTE, true),
        new RetentionLimits(MONTH, GIBIBYTE, true).withoutAge());
  }

  @Test
  void withoutLimitsNothingExpires() {
    RetentionLimits none = new RetentionLimits(Optional.empty(), OptionalLong.empty(), true);
    assertEquals(0, none.expired(SIX, Long.MAX_VALUE, START.plus(Duration.ofDays(36_500))));
  }

  @Test
  void snapshotOlderThanTheAgeLimitExpires() {
    RetentionLimits limits = maxAge(Duration.ofMinutes(10));
    assertEquals(0, limits.expired(SIX, 6_000, START.plusSeconds(600)));
    assertEquals(1, limits.expired(SIX, 6_000, START.plusSeconds(600).plusNanos(1)));
    assertEquals(1, limits.expired(SIX, 6_000, START.plusSeconds(900)));
    assertEquals(6, limits.expired(SIX, 6_000, START.plusSeconds(2_101)));
  }

  @Test
  void sizeLimitThatIsReachedAndNotExceededExpiresNothing() {
    assertEquals(0, maxBytes(6_000).expired(SIX, 6_000, START));
    assertEquals(1, maxBytes(5_999).expired(SIX, 6_000, START));
  }

  @Test
  void exceededSizeLimitFreesOnePercentMore() {
    // 99 % of 5000 is 4950: six snapshots come down to four, not to five.
    assertEquals(2, maxBytes(5_000).expired(SIX, 6_000, START));
    // 99 % of 5100 is 5049.
    assertEquals(1, maxBytes(5_100).expired(SIX, 6_000, START));
    // 99 % of 4040, of which 40 hundredths are whole, is 3960; of 4100, 4059.
    assertEquals(3, maxBytes(4_040).expired(SIX, 6_000, START));
    assertEquals(2, maxBytes(4_100).expired(SIX, 6_000, START));
  }

  @Test
  void snapshotsThatMayNotBeDeletedCountForTheSize() {
    assertEquals(6, maxBytes(6_000).expired(SIX, 60_000, START));
    assertEquals(0, maxBytes(6_000).expired(List.of(), 60_000, START));
  }

  @Test
  void eitherLimitIsReasonEnough() {
    RetentionLimits both =
        new RetentionLimits(Optional.of(Duration.ofMinutes(10)), OptionalLong.of(3_100), true);
    // One is too old; three must go for the size.
    assertEquals(3, both.expired(SIX, 6_000, START.plusSeconds(800)));
    // Five are too old.
    assertEquals(5, both.expired(SIX, 6_000, START.plusSeconds(1_900)));
  }

  private static RetentionLimits maxAge(Duration age) {
    return new RetentionLimits(Optional.of(age), OptionalLong.empty(), true);
  }

  private static RetentionLimits maxBytes(long bytes) {
    return new RetentionLimits(Optional.empty(), OptionalLong.of(bytes), true);
  }

  private static List<Kept> sixSnapshots() {
    List<Kept> six = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      six.add(new Kept(START.plusSeconds(300L * i), 1_000, false));
    }
    return six;
  }
}
