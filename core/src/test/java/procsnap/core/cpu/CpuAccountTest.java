package procsnap.core.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import procsnap.core.process.ProcessReading;
import procsnap.core.process.TickClock;

/** Host CPU time that no process accounts for. A tick is 10 ms; the last snapshot was at 100 s. */
class CpuAccountTest {

  private static final TickClock CLOCK = new TickClock(100, 0, Instant.EPOCH);
  private static final long SECOND = 1_000_000_000L;

  private final Optional<CpuReadings> previous =
      Optional.of(
          new CpuReadings.Builder(100 * SECOND, 1)
              .hostTicks(OptionalLong.of(10_000))
              .add(7, 1, 500, 100 * SECOND)
              .build());

  @Test
  void timeOfOldAndNewProcessesIsAccountedFor() {
    CpuAccount account = new CpuAccount(previous, CLOCK);
    account.add(process(7, 1, 700)); // 200 ticks since
    account.add(process(8, 10_500, 30)); // born at 105 s: 30 ticks
    account.add(process(10, 10_000, 20)); // born exactly at the last snapshot: 20 ticks
    account.add(process(9, 2, 9_000)); // old, but not read last time: unknown
    // 1,000 host ticks less 250 accounted for: 7.5 s in 10 s.
    assertEquals(
        OptionalDouble.of(75.0), account.unaccountedPercent(OptionalLong.of(11_000), 110 * SECOND));
  }

  @Test
  void unaccountedTimeIsNeverNegative() {
    CpuAccount account = new CpuAccount(previous, CLOCK);
    account.add(process(7, 1, 900));
    assertEquals(
        OptionalDouble.of(0.0), account.unaccountedPercent(OptionalLong.of(10_100), 110 * SECOND));
  }

  @Test
  void unaccountedTimeIsAbsentWithinATickOfTheLastSnapshot() {
    CpuAccount account = new CpuAccount(previous, CLOCK);
    OptionalLong oneTickMore = OptionalLong.of(10_001);
    long tick = CLOCK.tickNanos();
    assertEquals(
        OptionalDouble.empty(), account.unaccountedPercent(oneTickMore, 100 * SECOND + tick - 1));
    assertEquals(
        OptionalDouble.of(100.0), account.unaccountedPercent(oneTickMore, 100 * SECOND + tick));
  }

  @Test
  void unaccountedTimeIsAbsentForTheFirstSnapshotAndUnknownHostTime() {
    CpuAccount first = new CpuAccount(Optional.empty(), CLOCK);
    first.add(process(7, 1, 900));
    assertEquals(
        OptionalDouble.empty(), first.unaccountedPercent(OptionalLong.of(1), 110 * SECOND));
    CpuAccount blind = new CpuAccount(previous, CLOCK);
    assertEquals(OptionalDouble.empty(), blind.unaccountedPercent(OptionalLong.empty(), 0));
  }

  private static ProcessReading process(int pid, long startTicks, long cpuTicks) {
    return ProcessReading.of(pid).startTicks(startTicks).cpuTicks(cpuTicks).build();
  }
}
