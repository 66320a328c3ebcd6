package procsnap.core.upload;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: anything up to a bound that doubles from 1 s to 5 min, so
 * that a thousand machines which lost their store together do not come back together.
 */
public final class Backoff {

  static final Duration FIRST = Duration.ofSeconds(1);
  static final Duration LONGEST = Duration.ofMinutes(5);

  /** A store that asks to be left alone longer than that is asked sooner all the same. */
  static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

  private final RandomGenerator random;
  private long boundNanos = FIRST.toNanos();

  public Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** It went well: the next trouble begins with a short wait. */
  void reset() {
    boundNanos = FIRST.toNanos();
  }

  /**
   * How long to wait now, in ns.
   *
   * @param retryAfter how long the store asks to be left alone: the least, up to an hour
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
