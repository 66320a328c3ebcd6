package procsnap.core.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import procsnap.core.trace.NumberRange;

/** Set of snapshot numbers, stored as runs of consecutive numbers: a complete trace is one run. */
public final class SnapshotNumbers {

  private final TreeMap<Long, Long> lastByFirst = new TreeMap<>();

  /** Whether the set contains a number. */
  public boolean contains(long number) {
    Map.Entry<Long, Long> run = lastByFirst.floorEntry(number);
    return run != null && run.getValue() >= number;
  }

  /** Adds numbers; those already in the set change nothing. */
  public void add(NumberRange range) {
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

  /** Runs of consecutive numbers in the set, in ascending order. */
  List<NumberRange> runs() {
    List<NumberRange> runs = new ArrayList<>();
    lastByFirst.forEach((first, last) -> runs.add(new NumberRange(first, last)));
    return runs;
  }

  /** Count of numbers in the set. */
  public long count() {
    return lastByFirst.entrySet().stream()
        .mapToLong(run -> run.getValue() - run.getKey() + 1)
        .sum();
  }

  /** Runs of numbers between 0 and the largest that are not in the set. */
  public List<NumberRange> gaps() {
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
