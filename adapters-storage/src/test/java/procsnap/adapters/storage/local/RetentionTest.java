package procsnap.adapters.storage.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** How long snapshots are kept. */
class RetentionTest {

  private static final Optional<Duration> MONTH = Optional.of(Duration.ofDays(30));
  private static final OptionalLong GIBIBYTE = OptionalLong.of(1L << 30);

  @Test
  void onlyWithoutAnyLimitAllAreKept() {
    assertTrue(new Retention(Optional.empty(), OptionalLong.empty(), true).isUnlimited());
    assertFalse(new Retention(MONTH, OptionalLong.empty(), true).isUnlimited());
    assertFalse(new Retention(Optional.empty(), GIBIBYTE, true).isUnlimited());
  }

  @Test
  void limitOfSizeHoldsForAnyAge() {
    assertEquals(
        new Retention(Optional.empty(), GIBIBYTE, true),
        new Retention(MONTH, GIBIBYTE, true).ofAnyAge());
  }
}
