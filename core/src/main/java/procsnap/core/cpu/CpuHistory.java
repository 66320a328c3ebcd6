package procsnap.core.cpu;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import procsnap.core.process.TickClock;

/** Readings that later snapshots still need, in chronological order. */
public final class CpuHistory {

  private final List<CpuReadings> readings = new ArrayList<>();
  private long firstNanos;

  /**
   * Adds a scan.
   *
   * @throws IllegalArgumentException if it is not later than the previous scan
   */
  public void add(CpuReadings scan) {
    if (readings.isEmpty()) {
      firstNanos = scan.takenNanos();
    } else if (latest().orElseThrow().takenNanos() >= scan.takenNanos()) {
      throw new IllegalArgumentException("scan is not later than the previous one");
    }
    readings.add(scan);
  }

  /** Monotonic times of the readings in ns, in chronological order. */
  public long[] takenNanos() {
    return readings.stream().mapToLong(CpuReadings::takenNanos).toArray();
  }

  /** Discards all readings except these. */
  public void keep(BitSet indices) {
    for (int i = readings.size() - 1; i >= 0; i--) {
      if (!indices.get(i)) {
        readings.remove(i);
      }
    }
  }

  /** Windows that end now, each with the reading at its start. */
  public CpuWindows windowsAt(long nowNanos, TickClock clock) {
    Map<CpuWindow, CpuReadings> begins = new EnumMap<>(CpuWindow.class);
    for (CpuWindow window : CpuWindow.values()) {
      readingFor(window, nowNanos).ifPresent(begin -> begins.put(window, begin));
    }
    return new CpuWindows(nowNanos, clock, begins);
  }

  /**
   * Reading nearest to the window's start. A reading whose age is less than half or more than twice
   * the window's length would measure a different window under the same name, so it is not used. A
   * window that starts before the first reading of the trace uses that first reading.
   */
  private Optional<CpuReadings> readingFor(CpuWindow window, long nowNanos) {
    if (readings.isEmpty()) {
      return Optional.empty();
    }
    long begin = nowNanos - window.nanos();
    CpuReadings nearest = readings.get(0);
    if (begin <= firstNanos) {
      return Optional.of(nearest);
    }
    for (CpuReadings reading : readings) {
      if (Math.abs(reading.takenNanos() - begin) < Math.abs(nearest.takenNanos() - begin)) {
        nearest = reading;
      }
    }
    long age = nowNanos - nearest.takenNanos();
    return age >= window.nanos() / 2 && age <= 2 * window.nanos()
        ? Optional.of(nearest)
        : Optional.empty();
  }

  /** Latest reading, if there is one. */
  public Optional<CpuReadings> latest() {
    return readings.isEmpty() ? Optional.empty() : Optional.of(readings.get(readings.size() - 1));
  }
}
