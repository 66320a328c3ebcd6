package procsnap.core.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import procsnap.core.port.RetainedSnapshots;
import procsnap.core.port.RetainedSnapshots.Listing;
import procsnap.core.port.StoreException;

/**
 * Deletes what the limits no longer allow, oldest first. Everything that is kept is listed only
 * when that is due, not at every snapshot; in between, the oldest are known and sizes are summed.
 * Used by one thread.
 */
public final class SnapshotExpiry<S extends RetainedSnapshots.Snapshot> {

  /** Largest number of snapshots known at a time: bounds memory, whatever is kept. */
  static final int KNOWN = 256;

  /** Longest time until the next listing while no snapshot is known. */
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  /** Size of a snapshot's manifest, rounded up. */
  static final int MANIFEST_BYTES = 2048;

  private final RetainedSnapshots<S> snapshots;
  private List<S> oldest = List.of();
  private Instant listAgain = Instant.MIN;
  private long totalBytes;

  public SnapshotExpiry(RetainedSnapshots<S> snapshots) {
    this.snapshots = snapshots;
  }

  /** Adds a newly published snapshot to the total size, given the size of its CSV file. */
  public void published(long csvBytes) {
    totalBytes += csvBytes + MANIFEST_BYTES;
  }

  /**
   * Deletes the snapshots that have expired.
   *
   * @param now wall-clock time
   * @return number of snapshots deleted
   * @throws StoreException if they cannot be listed or deleted
   */
  public int expire(RetentionLimits limits, Instant now) throws StoreException {
    if (limits.isUnlimited()) {
      return 0;
    }
    int deleted = 0;
    List<S> expired = nextExpired(limits, now);
    while (!expired.isEmpty()) {
      snapshots.expire(expired);
      deleted += expired.size();
      expired = nextExpired(limits, now);
    }
    return deleted;
  }

  /** Expired snapshots among those known; there may be more of them after these. */
  private List<S> nextExpired(RetentionLimits limits, Instant now) throws StoreException {
    if (isListingDue(limits, now)) {
      Listing<S> listing = snapshots.list(KNOWN, limits.unsent());
      oldest = listing.oldest();
      totalBytes = listing.totalBytes();
      listAgain = now.plus(pause(limits));
    }
    int count = limits.expired(oldest, totalBytes, now);
    List<S> expired = List.copyOf(oldest.subList(0, count));
    oldest = List.copyOf(oldest.subList(count, oldest.size()));
    for (S snapshot : expired) {
      totalBytes -= snapshot.bytes();
    }
    if (oldest.isEmpty() && !expired.isEmpty()) {
      // All that were known have expired: there may be others.
      listAgain = now;
    }
    return expired;
  }

  private boolean isListingDue(RetentionLimits limits, Instant now) {
    return limits.isExceededBy(totalBytes) || (oldest.isEmpty() && !now.isBefore(listAgain));
  }

  /** Nothing can grow too old sooner than after the age limit. */
  private static Duration pause(RetentionLimits limits) {
    return limits.age().filter(age -> age.compareTo(LONGEST_PAUSE) < 0).orElse(LONGEST_PAUSE);
  }
}
