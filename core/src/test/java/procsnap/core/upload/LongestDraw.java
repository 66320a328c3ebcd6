package procsnap.core.upload;

import java.util.random.RandomGenerator;

/** Draws the largest number below the bound, each time. */
final class LongestDraw implements RandomGenerator {

  @Override
  public long nextLong() {
    return Long.MAX_VALUE;
  }

  @Override
  public long nextLong(long bound) {
    return bound - 1;
  }
}
