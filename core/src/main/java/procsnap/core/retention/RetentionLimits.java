package procsnap.core.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import procsnap.core.port.RetainedSnapshots;

/**
 * Limits of what is kept on this machine. Without any limit, everything is kept.
 *
 * @param age longest time to keep a snapshot
 * @param bytes largest size of all snapshots together
 * @param unsent whether snapshots that no store has confirmed are deleted too
 */
public record RetentionLimits(Optional<Duration> age, OptionalLong bytes, boolean unsent) {

  /** Once the size limit is exceeded, 1 % below it is freed too: a while passes before the next. */
  private static final int SLACK = 100;

  /** Whether everything is kept. */
  public boolean isUnlimited() {
    return age.isEmpty() && bytes.isEmpty();
  }

  /** These limits without the one on age. */
  public RetentionLimits withoutAge() {
    return new RetentionLimits(Optional.empty(), bytes, unsent);
  }

  /** Whether a total size is over the limit. */
  boolean isExceededBy(long totalBytes) {
    return bytes.isPresent() && totalBytes > bytes.getAsLong();
  }

  /**
   * Number of snapshots that expire, counted from the oldest: those that are too old, and as many
   * more as it takes to get below the size limit.
   *
   * @param oldestFirst snapshots that may be deleted
   * @param totalBytes size of all snapshots, others included
   * @param now wall-clock time
   */
  int expired(
      List<? extends RetainedSnapshots.Snapshot> oldestFirst, long totalBytes, Instant now) {
    Instant oldestKept = age.map(now::minus).orElse(Instant.MIN);
    long allowed =
        isExceededBy(totalBytes) ? bytes.getAsLong() / SLACK * (SLACK - 1) : Long.MAX_VALUE;
    long left = totalBytes;
    int expired = 0;
    for (RetainedSnapshots.Snapshot snapshot : oldestFirst) {
      if (!snapshot.publishedAt().isBefore(oldestKept) && left <= allowed) {
        break;
      }
      left -= snapshot.bytes();
      expired++;
    }
    return expired;
  }
}
