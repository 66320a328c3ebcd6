package procsnap.core.archive;

/** Numbers of snapshots, from the first to the last of them. */
public record NumberRange(long first, long last) {

  public NumberRange {
    if (first < 0 || last < first || last == Long.MAX_VALUE) {
      throw new IllegalArgumentException("numbers from " + first + " to " + last);
    }
  }

  /** How many they are. */
  public long count() {
    return last - first + 1;
  }

  @Override
  public String toString() {
    return first == last ? Long.toString(first) : first + " to " + last;
  }
}
