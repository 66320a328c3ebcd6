package procsnap.core.cpu;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import procsnap.core.cpu.CpuReadings.CpuReading;
import procsnap.core.process.ProcessReading;
import procsnap.core.process.TickClock;

/**
 * Compares the CPU time of the whole host since the last snapshot with that of the processes that
 * are still running. The difference was used by processes that started and exited in between, and
 * by interrupts.
 */
public final class CpuAccount {

  private final Optional<CpuReadings> previous;
  private final TickClock clock;
  private long accountedTicks;

  /**
   * @param previous readings of the last snapshot, if there was one
   * @param clock current clock of the process table
   */
  public CpuAccount(Optional<CpuReadings> previous, TickClock clock) {
    this.previous = previous;
    this.clock = clock;
  }

  /** Adds the CPU time that a process has used since the last snapshot. */
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
   * Host CPU time that no process accounts for, in percent of one CPU; absent for the first
   * snapshot and where the host's CPU time is unknown.
   *
   * @param hostTicks host CPU time at the start of this snapshot, in ticks
   * @param nanos monotonic time of the start of this snapshot, in ns
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
