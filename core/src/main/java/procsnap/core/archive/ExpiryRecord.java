package procsnap.core.archive;

import java.util.List;

/**
 * What was removed of a trace because it was old.
 *
 * @param snapshots how many snapshots
 * @param numbers their numbers, and those that had not been taken before each of them
 */
public record ExpiryRecord(long snapshots, List<NumberRange> numbers) {

  /** Nothing was removed. */
  public static final ExpiryRecord NOTHING = new ExpiryRecord(0, List.of());

  public ExpiryRecord {
    numbers = List.copyOf(numbers);
  }

  /** Whether a snapshot is one of them. */
  public boolean contains(long number) {
    return numbers.stream().anyMatch(run -> run.first() <= number && number <= run.last());
  }

  /** With one snapshot more, and those before it that had not been taken. */
  public ExpiryRecord plus(long number, List<NumberRange> missedBefore) {
    SnapshotNumbers all = new SnapshotNumbers();
    numbers.forEach(all::add);
    missedBefore.forEach(all::add);
    all.add(new NumberRange(number, number));
    return new ExpiryRecord(snapshots + 1, all.runs());
  }

  /** How many numbers are told of. */
  public long count() {
    return numbers.stream().mapToLong(NumberRange::count).sum();
  }
}
