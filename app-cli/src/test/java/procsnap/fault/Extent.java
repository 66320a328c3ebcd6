package procsnap.fault;

/**
 * How far a test goes: a short way by default, all the way with {@code -Dprocsnap.fault.long=true},
 * or as far as its own property says.
 */
public final class Extent {

  /** What chance is drawn from; printed by each test that draws. */
  static final long SEED = Long.getLong("procsnap.fault.seed", 20_261_123);

  private Extent() {}

  static boolean isLong() {
    return Boolean.getBoolean("procsnap.fault.long");
  }

  /** How often, as {@code -Dprocsnap.fault.NAME=N} says where it is set. */
  public static int of(String name, int usually, int allTheWay) {
    return Integer.getInteger("procsnap.fault." + name, isLong() ? allTheWay : usually);
  }
}
