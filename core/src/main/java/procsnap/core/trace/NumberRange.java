package procsnap.core.trace;

/**
 * Range of consecutive snapshot numbers.
 *
 * @param first first number, 0 or more
 * @param last last number, inclusive
 */
public record NumberRange(long first, long last) {

  public NumberRange {
    if (first < 0 || last < first || last == Long.MAX_VALUE) {
      throw new IllegalArgumentException("numbers from " + first + " to " + last);
    }
  }

  /** Range of one number. */
  public static NumberRange of(long number) {
    return new NumberRange(number, number);
  }

  /** Count of numbers in this range. */
  public long count() {
    return last - first + 1;
  }

  @Override
  public String toString() {
    return first == last ? Long.toString(first) : first + " to " + last;
  }
}
