package procsnap.fault;

/**
 * Extent of a test: short by default, full with {@code -Dprocsnap.fault.long=true}, or as its own
 * property says.
 */
public final class Extent {

  /** Seed of random choices; printed by each test that makes them. */
  static final long SEED = Long.getLong("procsnap.fault.seed", 20_261_123);

  private Extent() {}

  static boolean isLong() {
    return Boolean.getBoolean("procsnap.fault.long");
  }

  /** Number of repetitions; {@code -Dprocsnap.fault.NAME=N} overrides it. */
  public static int of(String name, int usually, int allTheWay) {
    return Integer.getInteger("procsnap.fault." + name, isLong() ? allTheWay : usually);
  }
}
