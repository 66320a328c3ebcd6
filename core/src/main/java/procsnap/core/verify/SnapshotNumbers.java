package procsnap.core.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A set of snapshot numbers, kept as the runs they form: a whole trace is one run. */
final class SnapshotNumbers {

  private final TreeMap<Long, Long> lastByFirst = new TreeMap<>();

  boolean contains(long number) {
    Map.Entry<Long, Long> run = lastByFirst.floorEntry(number);
    return run != null && run.getValue() >= number;
  }

  void add(NumberRange range) {
    long first = range.first();
    long last = range.last();
    Map.Entry<Long, Long> touching = lastByFirst.floorEntry(last + 1);
    while (touching != null && touching.getValue() >= first - 1) {
      first = Math.min(first, touching.getKey());
      last = Math.max(last, touching.getValue());
      lastByFirst.remove(touching.getKey());
      touching = lastByFirst.lowerEntry(touching.getKey());
    }
    lastByFirst.put(first, last);
  }

  /** How many numbers are in it. */
  long count() {
    return lastByFirst.entrySet().stream()
        .mapToLong(run -> run.getValue() - run.getKey() + 1)
        .sum();
  }

  /** The runs of numbers from 0 to the largest that are not in it. */
  List<NumberRange> gaps() {
    List<NumberRange> gaps = new ArrayList<>();
    long next = 0;
    for (Map.Entry<Long, Long> run : lastByFirst.entrySet()) {
      if (run.getKey() > next) {
        gaps.add(new NumberRange(next, run.getKey() - 1));
      }
      next = run.getValue() + 1;
    }
    return gaps;
  }
}
