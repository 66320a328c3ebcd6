package procsnap.core.archive;

import java.util.List;
import procsnap.core.trace.NumberRange;

/**
 * Snapshots that retention deleted from a trace, {@code expired.json}.
 *
 * @param snapshots number of snapshots deleted
 * @param numbers their numbers, and the numbers missed before each of them
 */
public record ExpiryRecord(long snapshots, List<NumberRange> numbers) {

  /** Record of a trace from which nothing was deleted. */
  public static final ExpiryRecord NOTHING = new ExpiryRecord(0, List.of());

  public ExpiryRecord {
    numbers = List.copyOf(numbers);
  }

  /** Whether a snapshot was deleted, or missed before one that was. */
  public boolean contains(long number) {
    return numbers.stream().anyMatch(run -> run.first() <= number && number <= run.last());
  }

  /** This record with one more snapshot and the numbers missed before it. */
  public ExpiryRecord plus(long number, List<NumberRange> missedBefore) {
    SnapshotNumbers all = new SnapshotNumbers();
    numbers.forEach(all::add);
    missedBefore.forEach(all::add);
    all.add(NumberRange.of(number));
    return new ExpiryRecord(snapshots + 1, all.runs());
  }

  /** Count of numbers in the record. */
  public long count() {
    return numbers.stream().mapToLong(NumberRange::count).sum();
  }
}
