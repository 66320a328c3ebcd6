package procsnap.core.upload;

import java.time.Duration;
import java.util.random.RandomGenerator;
import procsnap.core.upload.Uploader.Drained;

/**
 * When the next upload is due while a trace records: a random time after a snapshot was published,
 * so that a thousand machines which record at the same instant do not upload at the same instant.
 * After the store has rejected everything, uploads are probes, however many snapshots are
 * published. All times are monotonic, in ns. Guarded by its owner.
 */
public final class UploadSchedule {

  /** No upload is due until a snapshot is published. */
  public static final long IDLE = Long.MAX_VALUE;

  /** Longest time by which uploads are spread, however long the interval is. */
  private static final Duration LONGEST_SPREAD = Duration.ofSeconds(30);

  /** Part of the interval over which uploads are spread. */
  private static final int SPREAD_DIVISOR = 10;

  /** Time between probes of a store that rejects everything until somebody fixes the cause. */
  private static final Duration PROBE = Duration.ofMinutes(15);

  private final RandomGenerator random;
  private final long spreadNanos;
  private long dueNanos;

  /**
   * Starts with an upload of what earlier traces left pending.
   *
   * @param interval time from one snapshot to the next
   * @param nowNanos start of the trace
   */
  public UploadSchedule(Duration interval, RandomGenerator random, long nowNanos) {
    this.random = random;
    this.spreadNanos = Math.min(interval.toNanos() / SPREAD_DIVISOR, LONGEST_SPREAD.toNanos());
    this.dueNanos = nowNanos + jitterNanos();
  }

  /** Time at which the next upload is due, or {@link #IDLE}. */
  public long dueNanos() {
    return dueNanos;
  }

  /** Schedules an upload of a newly published snapshot, unless one is due anyway. */
  public void published(long nowNanos) {
    if (dueNanos == IDLE) {
      dueNanos = nowNanos + jitterNanos();
    }
  }

  /**
   * An upload begins, or is left out during a pause: only what is published later needs another.
   */
  public void began() {
    dueNanos = IDLE;
  }

  /** An upload has ended. */
  public void ended(Drained result, long nowNanos) {
    if (result == Drained.REJECTED) {
      dueNanos = nowNanos + PROBE.toNanos() + jitterNanos();
    }
  }

  private long jitterNanos() {
    return random.nextLong(spreadNanos + 1);
  }
}
