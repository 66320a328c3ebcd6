package procsnap.cli.log;

/** Counts with their noun in the right number. */
public final class Plural {

  private Plural() {}

  /** A count and its noun: {@code 1 snapshot}, {@code 2 snapshots}. */
  public static String of(long count, String noun) {
    return of(count, noun, noun + "s");
  }

  /** The same for a noun whose plural does not just end in s. */
  public static String of(long count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }
}
