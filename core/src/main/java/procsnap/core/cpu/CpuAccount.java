package procsnap.core.cpu;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import procsnap.core.cpu.CpuReadings.CpuReading;
import procsnap.core.process.ProcessReading;
import procsnap.core.process.TickClock;

/**
 * Sets the CPU time of the whole host since the last snapshot against that of the processes still
 * there: what is left was used by processes that came and went in between, and by interrupts.
 */
public final class CpuAccount {

  private final Optional<CpuReadings> previous;
  private final TickClock clock;
  private long accountedTicks;

  /**
   * @param previous the readings of the last snapshot, if there was one
   * @param clock the clock of the process table, as of now
   */
  public CpuAccount(Optional<CpuReadings> previous, TickClock clock) {
    this.previous = previous;
    this.clock = clock;
  }

  /** Counts what a process has used since the last snapshot. */
  public void add(ProcessReading now) {
    if (previous.isEmpty()) {
      return;
    }
    Optional<CpuReading> then = previous.get().find(now.id().pid(), now.id().startTicks());
    if (then.isPresent()) {
      accountedTicks += Math.max(0, now.cpuTicks() - then.get().cpuTicks());
    } else if (clock.monotonicNanosAt(now.id().startTicks()) >= previous.get().takenNanos()) {
      accountedTicks += now.cpuTicks();
    }
  }

  /**
   * Host CPU time that no process explains, in percent of one CPU; absent at the first snapshot and
   * where the host's CPU time is not known.
   *
   * @param hostTicks CPU time that the host had used at the start of this snapshot, in ticks
   * @param nanos the time at the start of this snapshot, monotonic, in ns
   */
  public OptionalDouble unaccountedPercent(OptionalLong hostTicks, long nanos) {
    if (previous.isEmpty() || previous.get().hostTicks().isEmpty() || hostTicks.isEmpty()) {
      return OptionalDouble.empty();
    }
    long elapsed = nanos - previous.get().takenNanos();
    long used = hostTicks.getAsLong() - previous.get().hostTicks().getAsLong();
    return elapsed < clock.tickNanos()
        ? OptionalDouble.empty()
        : OptionalDouble.of(100.0 * clock.nanos(Math.max(0, used - accountedTicks)) / elapsed);
  }
}
