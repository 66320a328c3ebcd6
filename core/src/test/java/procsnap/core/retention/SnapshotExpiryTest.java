package procsnap.core.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import procsnap.core.port.InMemoryRetainedSnapshots;
import procsnap.core.port.InMemoryRetainedSnapshots.Kept;
import procsnap.core.port.StoreException;

/** When everything is listed, and what is deleted then. */
class SnapshotExpiryTest {

  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final RetentionLimits TEN_MINUTES = maxAge(Duration.ofMinutes(10), true);
  private static final int CSV_BYTES = 10_000;
  private static final int BYTES = CSV_BYTES + SnapshotExpiry.MANIFEST_BYTES;

  private final InMemoryRetainedSnapshots snapshots = new InMemoryRetainedSnapshots();
  private final SnapshotExpiry<Kept> expiry = new SnapshotExpiry<>(snapshots);

  @Test
  void withoutLimitsNothingIsEvenListed() throws StoreException {
    publish(0);
    RetentionLimits none = new RetentionLimits(Optional.empty(), OptionalLong.empty(), true);
    assertEquals(0, expiry.expire(none, START.plus(Duration.ofDays(10_000))));
    assertEquals(0, snapshots.listings());
  }

  @Test
  void eachSnapshotExpiresInItsTurnWithoutAnotherListing() throws StoreException {
    for (int i = 0; i < 6; i++) {
      publish(i);
    }
    assertEquals(3, expiry.expire(TEN_MINUTES, START.plusSeconds(1_400)));
    assertEquals(1, expiry.expire(TEN_MINUTES, START.plusSeconds(1_510)));
    assertEquals(0, expiry.expire(TEN_MINUTES, START.plusSeconds(1_520)));
    assertEquals(1, snapshots.listings());
    assertEquals(2, snapshots.kept().size());
  }

  @Test
  void nextListingComesAfterTheAgeLimit() throws StoreException {
    assertEquals(0, expiry.expire(TEN_MINUTES, START));
    publish(-10);
    assertEquals(0, expiry.expire(TEN_MINUTES, START.plusSeconds(599)));
    assertEquals(1, snapshots.listings());
    assertEquals(1, expiry.expire(TEN_MINUTES, START.plusSeconds(600)));
  }

  @Test
  void nextListingComesAfterAnHourAtMost() throws StoreException {
    RetentionLimits month = maxAge(Duration.ofDays(30), true);
    Instant later = START.plus(Duration.ofDays(31));
    assertEquals(0, expiry.expire(month, later));
    publish(0);
    assertEquals(0, expiry.expire(month, later.plusSeconds(3_599)));
    assertEquals(1, snapshots.listings());
    assertEquals(1, expiry.expire(month, later.plusSeconds(3_600)));
  }

  @Test
  void backlogLargerThanWhatIsKnownAtATimeExpiresAtOnce() throws StoreException {
    int many = 3 * SnapshotExpiry.KNOWN;
    for (int i = 0; i < many; i++) {
      publish(i);
    }
    assertEquals(many, expiry.expire(TEN_MINUTES, START.plus(Duration.ofDays(30))));
    assertEquals(0, snapshots.kept().size());
    assertEquals(4, snapshots.listings(), "three that are full, and one that finds nothing");
  }

  @Test
  void newSnapshotsCountForTheSizeUntilItIsExceeded() throws StoreException {
    for (int i = 0; i < 4; i++) {
      publish(i);
    }
    RetentionLimits five = maxBytes(5 * BYTES);
    assertEquals(0, expiry.expire(five, START));
    publish(4);
    expiry.published(CSV_BYTES);
    assertEquals(0, expiry.expire(five, START), "five are allowed");
    assertEquals(1, snapshots.listings());
    publish(5);
    expiry.published(CSV_BYTES);
    assertEquals(2, expiry.expire(five, START), "1 % is freed beyond the limit");
    assertEquals(2, snapshots.listings());
    expiry.published(CSV_BYTES);
    assertEquals(0, expiry.expire(five, START), "what was deleted no longer counts");
    assertEquals(2, snapshots.listings());
  }

  @Test
  void unsentSnapshotsStayUnlessTheLimitsIncludeThem() throws StoreException {
    publish(0);
    publish(1);
    snapshots.confirm(START);
    assertEquals(
        1, expiry.expire(maxAge(Duration.ofMinutes(10), false), START.plusSeconds(90_000)));
    assertEquals(
        1, expiry.expire(maxAge(Duration.ofMinutes(10), true), START.plusSeconds(180_000)));
  }

  @Test
  void snapshotsThatCouldNotBeDeletedAreFoundAgain() throws StoreException {
    publish(0);
    snapshots.failWith("disk error");
    Instant late = START.plusSeconds(700);
    assertThrows(StoreException.class, () -> expiry.expire(TEN_MINUTES, late));
    snapshots.failWith("");
    assertEquals(1, expiry.expire(TEN_MINUTES, late));
    assertEquals(0, snapshots.kept().size());
  }

  private void publish(int number) {
    snapshots.publish(START.plusSeconds(300L * number), BYTES);
  }

  private static RetentionLimits maxAge(Duration age, boolean unsent) {
    return new RetentionLimits(Optional.of(age), OptionalLong.empty(), unsent);
  }

  private static RetentionLimits maxBytes(long bytes) {
    return new RetentionLimits(Optional.empty(), OptionalLong.of(bytes), true);
  }
}
