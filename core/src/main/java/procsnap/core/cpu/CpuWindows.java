package procsnap.core.cpu;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import procsnap.core.cpu.CpuReadings.CpuReading;
import procsnap.core.process.ProcessReading;
import procsnap.core.process.TickClock;

/**
 * Computes the CPU use of each process over the windows that end at one snapshot.
 *
 * <p>The value is {@code 100 * used / elapsed} between two readings of the same process. The older
 * one is the reading at the window's start; for a process that started inside the window it is the
 * start of the process, when it had used nothing. A counter that decreases counts as 0.
 */
public final class CpuWindows {

  private final long endNanos;
  private final TickClock clock;
  private final Map<CpuWindow, CpuReadings> begins;

  /**
   * @param endNanos monotonic time of the end of the windows, in ns
   * @param clock current clock of the process table
   * @param begins reading at the start of each window that has one
   */
  CpuWindows(long endNanos, TickClock clock, Map<CpuWindow, CpuReadings> begins) {
    this.endNanos = endNanos;
    this.clock = clock;
    this.begins = begins;
  }

  /** CPU use of the process up to the instant at which it was read. */
  public CpuUsage usageOf(ProcessReading reading) {
    return new CpuUsage(
        percent(CpuWindow.FIVE_SECONDS, reading),
        percent(CpuWindow.TWO_MINUTES, reading),
        percent(CpuWindow.ONE_HOUR, reading));
  }

  /** Actual length of each window, in ns; a window without a reading at its start is omitted. */
  public Map<CpuWindow, Long> reachNanos() {
    Map<CpuWindow, Long> reach = new EnumMap<>(CpuWindow.class);
    begins.forEach((window, begin) -> reach.put(window, endNanos - begin.takenNanos()));
    return reach;
  }

  private OptionalDouble percent(CpuWindow window, ProcessReading now) {
    Optional<CpuReadings> begin = Optional.ofNullable(begins.get(window));
    long birthNanos = clock.monotonicNanosAt(now.id().startTicks());
    boolean bornInside =
        birthNanos >= now.monotonicNanos() - window.nanos()
            || (begin.isPresent() && birthNanos > begin.get().takenNanos());
    if (bornInside) {
      return percent(now.cpuTicks(), now.monotonicNanos() - birthNanos);
    }
    Optional<CpuReading> then =
        begin.flatMap(readings -> readings.find(now.id().pid(), now.id().startTicks()));
    return then.isPresent()
        ? percent(now.cpuTicks() - then.get().cpuTicks(), now.monotonicNanos() - then.get().nanos())
        : OptionalDouble.empty();
  }

  /** Usage over less than one tick cannot be measured and is absent. */
  private OptionalDouble percent(long usedTicks, long elapsedNanos) {
    return elapsedNanos < clock.tickNanos()
        ? OptionalDouble.empty()
        : OptionalDouble.of(100.0 * clock.nanos(Math.max(0, usedTicks)) / elapsedNanos);
  }
}
