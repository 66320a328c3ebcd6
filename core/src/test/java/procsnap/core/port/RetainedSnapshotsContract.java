package procsnap.core.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import procsnap.core.port.RetainedSnapshots.Listing;
import procsnap.core.port.RetainedSnapshots.Snapshot;

/** What every keeper of snapshots promises. */
public abstract class RetainedSnapshotsContract<S extends Snapshot> {

  /** Keeper under test, empty at first. */
  protected abstract RetainedSnapshots<S> snapshots();

  /** Publishes a snapshot of the trace, numbers from 0 to 5. */
  protected abstract void publish(int number) throws Exception;

  /** Time at which a snapshot was published: later for a larger number. */
  protected abstract Instant publishedAt(int number);

  /** Confirms the snapshot with the lowest number that is not confirmed yet. */
  protected abstract void confirmOldest() throws Exception;

  @Test
  void oldestComeFirstUpToTheLimitAndAllCountForTheSize() throws Exception {
    for (int number : new int[] {2, 0, 3, 1}) {
      publish(number);
    }
    Listing<S> all = snapshots().list(10, true);
    assertEquals(times(0, 1, 2, 3), times(all));
    assertTrue(all.oldest().stream().allMatch(each -> each.bytes() > 0));
    assertEquals(all.oldest().stream().mapToLong(Snapshot::bytes).sum(), all.totalBytes());
    Listing<S> two = snapshots().list(2, true);
    assertEquals(times(0, 1), times(two));
    assertEquals(all.totalBytes(), two.totalBytes());
  }

  @Test
  void unsentSnapshotsAreOnlyListedOnRequestButCountForTheSize() throws Exception {
    publish(0);
    publish(1);
    assertEquals(List.of(), times(snapshots().list(10, false)));
    confirmOldest();
    Listing<S> sent = snapshots().list(10, false);
    assertEquals(times(0), times(sent));
    Listing<S> all = snapshots().list(10, true);
    assertEquals(times(0, 1), times(all));
    assertEquals(all.totalBytes(), sent.totalBytes());
  }

  @Test
  void expiredSnapshotsAreGoneAndExpiringThemAgainIsNoError() throws Exception {
    publish(0);
    publish(1);
    publish(2);
    List<S> expired = snapshots().list(2, true).oldest();
    snapshots().expire(expired);
    assertEquals(times(2), times(snapshots().list(10, true)));
    snapshots().expire(expired);
    assertEquals(times(2), times(snapshots().list(10, true)));
  }

  private List<Instant> times(int... numbers) {
    return Arrays.stream(numbers).mapToObj(this::publishedAt).toList();
  }

  private static List<Instant> times(Listing<? extends Snapshot> listing) {
    return listing.oldest().stream().map(Snapshot::publishedAt).toList();
  }
}
