package procsnap.core.upload;

import java.time.Duration;

/**
 * How long the last upload of a trace is waited for: up to a timeout; once somebody wants the end
 * at once, only while the store is healthy and accepts more bytes. All times are monotonic, in ns.
 */
public final class FinalFlush {

  /** Result of {@link #nextWaitNanos}: the flush is over. */
  public static final long OVER = 0;

  /** Longest time without progress that is waited for, once the end is wanted. */
  private static final Duration STANDSTILL = Duration.ofMillis(700);

  private final long deadlineNanos;
  private long lastProgress = -1;

  public FinalFlush(long nowNanos, Duration timeout) {
    deadlineNanos = nowNanos + timeout.toNanos();
  }

  /**
   * Time to wait before asking again, or {@link #OVER}.
   *
   * @param endWanted whether somebody wants the end at once
   * @param healthy whether the store accepts uploads, as far as is known
   * @param progress bytes sent so far
   */
  public long nextWaitNanos(long nowNanos, boolean endWanted, boolean healthy, long progress) {
    boolean advances = progress > lastProgress;
    lastProgress = progress;
    long leftNanos = deadlineNanos - nowNanos;
    if (leftNanos <= 0 || (endWanted && !(healthy && advances))) {
      return OVER;
    }
    return Math.min(leftNanos, STANDSTILL.toNanos());
  }
}
