package procsnap.core.upload;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Wait before the next attempt: random, up to a bound that doubles from 1 s to 5 min, so that a
 * thousand machines which lost their store together do not return to it together.
 */
public final class Backoff {

  static final Duration FIRST = Duration.ofSeconds(1);
  static final Duration LONGEST = Duration.ofMinutes(5);

  /** Longest wait that a store can ask for. */
  static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

  private final RandomGenerator random;
  private long boundNanos = FIRST.toNanos();

  public Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** Starts again with a short wait, after a success. */
  void reset() {
    boundNanos = FIRST.toNanos();
  }

  /**
   * Next wait, in ns.
   *
   * @param retryAfter shortest wait that the store asks for; up to an hour of it is granted
   */
  long nextNanos(Duration retryAfter) {
    long least =
        retryAfter.compareTo(LONGEST_RETRY_AFTER) > 0
            ? LONGEST_RETRY_AFTER.toNanos()
            : retryAfter.toNanos();
    long jitter = random.nextLong(boundNanos + 1);
    boundNanos = Math.min(2 * boundNanos, LONGEST.toNanos());
    return least + jitter;
  }
}
