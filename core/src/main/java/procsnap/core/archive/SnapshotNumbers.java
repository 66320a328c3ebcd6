package procsnap.core.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import procsnap.core.trace.NumberRange;

/** A set of snapshot numbers, kept as the runs they form: a whole trace is one run. */
public final class SnapshotNumbers {

  private final TreeMap<Long, Long> lastByFirst = new TreeMap<>();

  /** Whether a number is in it. */
  public boolean contains(long number) {
    Map.Entry<Long, Long> run = lastByFirst.floorEntry(number);
    return run != null && run.getValue() >= number;
  }

  /** Adds numbers, whether they are in it or not. */
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

  /** The runs of numbers in it, in order. */
  List<NumberRange> runs() {
    List<NumberRange> runs = new ArrayList<>();
    lastByFirst.forEach((first, last) -> runs.add(new NumberRange(first, last)));
    return runs;
  }

  /** How many numbers are in it. */
  public long count() {
    return lastByFirst.entrySet().stream()
        .mapToLong(run -> run.getValue() - run.getKey() + 1)
        .sum();
  }

  /** The runs of numbers from 0 to the largest that are not in it. */
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
