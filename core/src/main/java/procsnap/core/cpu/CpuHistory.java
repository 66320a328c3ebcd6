package procsnap.core.cpu;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import procsnap.core.process.TickClock;

/** The readings that snapshots to come still need, in order of time. */
public final class CpuHistory {

  private final List<CpuReadings> readings = new ArrayList<>();
  private long firstNanos;

  /**
   * Adds a scan.
   *
   * @throws IllegalArgumentException when it is not later than the one before
   */
  public void add(CpuReadings scan) {
    if (readings.isEmpty()) {
      firstNanos = scan.takenNanos();
    } else if (latest().orElseThrow().takenNanos() >= scan.takenNanos()) {
      throw new IllegalArgumentException("a scan that is not later than the last");
    }
    readings.add(scan);
  }

  /** When the readings were taken, monotonic, in ns, in order of time. */
  public long[] takenNanos() {
    return readings.stream().mapToLong(CpuReadings::takenNanos).toArray();
  }

  /** Forgets all readings but these. */
  public void keep(BitSet indices) {
    for (int i = readings.size() - 1; i >= 0; i--) {
      if (!indices.get(i)) {
        readings.remove(i);
      }
    }
  }

  /** The windows that end now, each with the reading that its beginning is measured from. */
  public CpuWindows windowsAt(long nowNanos, TickClock clock) {
    Map<CpuWindow, CpuReadings> begins = new EnumMap<>(CpuWindow.class);
    for (CpuWindow window : CpuWindow.values()) {
      readingFor(window, nowNanos).ifPresent(begin -> begins.put(window, begin));
    }
    return new CpuWindows(nowNanos, clock, begins);
  }

  /**
   * The reading nearest to the window's start. One that is less than half or more than twice the
   * window old would be another window under the same name: then there is none, unless the window
   * reaches back before the first reading of all, which then stands in.
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

  /** The latest reading, if there is one. */
  public Optional<CpuReadings> latest() {
    return readings.isEmpty() ? Optional.empty() : Optional.of(readings.get(readings.size() - 1));
  }
}
