package procsnap.core.schedule;

import java.util.Arrays;
import java.util.BitSet;
import procsnap.core.cpu.CpuWindow;

/**
 * Schedule of a trace: a pure function of its start, its interval and the time. Snapshot k is due
 * at {@code first + k * interval}; each of its windows needs a reading at the window's start. All
 * these instants are known in advance, so readings are taken only then. A reading serves a window
 * if it is within 1 % of the window's length of its start.
 *
 * @param startNanos monotonic time of the start of the trace, in ns, like all times here
 * @param leadNanos time from the start to the first snapshot, in ns
 * @param intervalNanos time from one snapshot to the next, in ns
 * @param count number of snapshots to take; {@link Long#MAX_VALUE} for a trace that runs until it
 *     is stopped
 */
public record TraceSchedule(long startNanos, long leadNanos, long intervalNanos, long count) {

  /** Number of the last snapshot before the first one was started. */
  public static final long NONE = -1;

  public TraceSchedule {
    if (leadNanos < 0 || intervalNanos <= 0 || count < 1) {
      throw new IllegalArgumentException(
          "lead " + leadNanos + " ns, interval " + intervalNanos + " ns, " + count + " snapshots");
    }
  }

  /** Monotonic time at which a snapshot is due, in ns. */
  public long dueNanos(long number) {
    return startNanos + leadNanos + number * intervalNanos;
  }

  /**
   * Next step. A snapshot that could not start before the following one is due is skipped; of
   * several overdue samples only the latest is taken.
   *
   * @param lastSnapshot number of the last snapshot that was started; {@link #NONE} before the
   *     first
   * @param lastReadingNanos time of the last sample or snapshot, which serves all samples due
   *     before it; any time before the start if there was none
   * @param nowNanos current time
   */
  public Step next(long lastSnapshot, long lastReadingNanos, long nowNanos) {
    if (lastSnapshot >= count - 1) {
      return new Step.End();
    }
    long current = Math.min(count - 1, Math.floorDiv(nowNanos - dueNanos(0), intervalNanos));
    if (current > lastSnapshot) {
      return new Step.TakeSnapshot(current, dueNanos(current), current - lastSnapshot - 1);
    }
    long upcoming = lastSnapshot + 1;
    long[] samples = samplesBefore(upcoming);
    int next = firstAfter(samples, lastReadingNanos);
    while (next + 1 < samples.length && samples[next + 1] <= nowNanos) {
      next++;
    }
    return next < samples.length
        ? new Step.Sample(samples[next])
        : new Step.TakeSnapshot(upcoming, dueNanos(upcoming), 0);
  }

  /**
   * Instants between a snapshot and the previous one at which a window of this or a later snapshot
   * starts, in chronological order; for the first snapshot the start of the trace, and those after
   * it.
   */
  private long[] samplesBefore(long number) {
    long from = number == 0 ? startNanos : dueNanos(number - 1);
    long to = dueNanos(number);
    long[] samples = number == 0 ? new long[] {startNanos} : new long[0];
    for (CpuWindow window : CpuWindow.values()) {
      long tolerance = window.toleranceNanos();
      for (long served = number; served < count; served++) {
        long begin = dueNanos(served) - window.nanos();
        if (to - begin <= tolerance) {
          break;
        }
        if (begin - from > tolerance && distanceToNearest(samples, begin) > tolerance) {
          samples = Arrays.copyOf(samples, samples.length + 1);
          samples[samples.length - 1] = begin;
        }
      }
    }
    Arrays.sort(samples);
    return samples;
  }

  /**
   * Readings that later snapshots still need: for each window of each of them a reading within 1 %
   * of its start, or else the nearest one.
   *
   * @param readings times of the readings, in chronological order
   * @param nextSnapshot number of the next snapshot
   * @param nowNanos current time
   * @return indices of the readings to keep
   */
  public BitSet needed(long[] readings, long nextSnapshot, long nowNanos) {
    BitSet needed = new BitSet(readings.length);
    if (readings.length == 0) {
      return needed;
    }
    needed.set(readings.length - 1);
    for (CpuWindow window : CpuWindow.values()) {
      int kept = -1;
      int index = 0;
      for (long k = nextSnapshot; k < count; k++) {
        long begin = dueNanos(k) - window.nanos();
        if (begin > nowNanos) {
          break;
        }
        if (kept >= 0 && Math.abs(readings[kept] - begin) <= window.toleranceNanos()) {
          continue;
        }
        while (index + 1 < readings.length
            && Math.abs(readings[index + 1] - begin) <= Math.abs(readings[index] - begin)) {
          index++;
        }
        kept = index;
        needed.set(kept);
      }
    }
    return needed;
  }

  /** Distance from an instant to the nearest of several, in ns. */
  private static long distanceToNearest(long[] instants, long instant) {
    long nearest = Long.MAX_VALUE;
    for (long each : instants) {
      nearest = Math.min(nearest, Math.abs(each - instant));
    }
    return nearest;
  }

  private static int firstAfter(long[] instants, long instant) {
    int i = 0;
    while (i < instants.length && instants[i] <= instant) {
      i++;
    }
    return i;
  }
}
