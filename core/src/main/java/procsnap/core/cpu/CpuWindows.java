package procsnap.core.cpu;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import procsnap.core.cpu.CpuReadings.CpuReading;
import procsnap.core.process.ProcessReading;
import procsnap.core.process.TickClock;

/**
 * The windows that end at one snapshot: tells the CPU use of each process over each of them.
 *
 * <p>The value is {@code 100 * used / elapsed} between two readings of the same process. The older
 * one is the one at the window's start; for a process born inside the window it is its birth, when
 * it had used nothing. A counter that steps back counts as 0.
 */
public final class CpuWindows {

  private final long endNanos;
  private final TickClock clock;
  private final Map<CpuWindow, CpuReadings> begins;

  /**
   * @param endNanos when the windows end, monotonic, in ns
   * @param clock the clock of the process table, as of now
   * @param begins for each window the reading at its start, if there is one
   */
  CpuWindows(long endNanos, TickClock clock, Map<CpuWindow, CpuReadings> begins) {
    this.endNanos = endNanos;
    this.clock = clock;
    this.begins = begins;
  }

  /** CPU use of the process, up to the instant at which it was read. */
  public CpuUsage usageOf(ProcessReading reading) {
    return new CpuUsage(
        percent(CpuWindow.FIVE_SECONDS, reading),
        percent(CpuWindow.TWO_MINUTES, reading),
        percent(CpuWindow.ONE_HOUR, reading));
  }

  /**
   * How far each window really reached, in ns; a window without a reading at its start is left out.
   */
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

  /** Over less than a tick there is nothing to measure. */
  private OptionalDouble percent(long usedTicks, long elapsedNanos) {
    return elapsedNanos < clock.tickNanos()
        ? OptionalDouble.empty()
        : OptionalDouble.of(100.0 * clock.nanos(Math.max(0, usedTicks)) / elapsedNanos);
  }
}
