package procsnap.core.schedule;

import java.util.Arrays;
import java.util.BitSet;
import procsnap.core.cpu.CpuWindow;

/**
 * The plan of a trace, a pure function of its start, its interval and the time. Snapshot k is due
 * at {@code first + k * interval}; each of its windows needs a reading at the window's start. All
 * these instants are known in advance, so readings are taken then and only then. A reading within 1
 * % of a window's length of that window's start serves it.
 *
 * @param startNanos when the trace starts, monotonic, in ns; all its times are
 * @param leadNanos from the start to the first snapshot
 * @param intervalNanos from one snapshot to the next
 * @param count how many snapshots there are to be; {@link Long#MAX_VALUE} for no end
 */
public record TraceSchedule(long startNanos, long leadNanos, long intervalNanos, long count) {

  /** State of a trace before its first step: no snapshot and no sample yet. */
  public static final long NONE = -1;

  public TraceSchedule {
    if (leadNanos < 0 || intervalNanos <= 0 || count < 1) {
      throw new IllegalArgumentException(
          "lead " + leadNanos + " ns, interval " + intervalNanos + " ns, " + count + " snapshots");
    }
  }

  /** When a snapshot is due. */
  public long dueNanos(long number) {
    return startNanos + leadNanos + number * intervalNanos;
  }

  /**
   * What to do next. A snapshot that could not start before the following one is due is skipped; of
   * several samples that are overdue only the latest is worth taking.
   *
   * @param lastSnapshot number of the last snapshot that was started, {@link #NONE} before the
   *     first
   * @param lastReadingNanos when the last sample or snapshot was taken, which serves all samples
   *     due before; any time before the start if there was neither
   * @param nowNanos the time
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
   * The instants between a snapshot and the one before it at which a window of this or of a later
   * snapshot begins, in order of time; before the first snapshot the start, and those after it.
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
        if (begin - from > tolerance && nearest(samples, begin) > tolerance) {
          samples = Arrays.copyOf(samples, samples.length + 1);
          samples[samples.length - 1] = begin;
        }
      }
    }
    Arrays.sort(samples);
    return samples;
  }

  /**
   * Which readings are still needed by a snapshot that is to come: for each window of each of them
   * one within 1 % of its start, or else the one nearest to it.
   *
   * @param readings when readings were taken, in order of time
   * @param nextSnapshot number of the next snapshot
   * @param nowNanos the time
   * @return the indices of the readings to keep
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

  /** How far the nearest of them is from an instant. */
  private static long nearest(long[] instants, long instant) {
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
