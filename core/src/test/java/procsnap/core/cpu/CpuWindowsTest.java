package procsnap.core.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.BitSet;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import procsnap.core.process.ProcessReading;
import procsnap.core.process.TickClock;

/** CPU windows, case by case. A tick is 10 ms; tick 0 is at monotonic 0, and so is boot. */
class CpuWindowsTest {

  private static final TickClock CLOCK = new TickClock(100, 0, Instant.EPOCH);
  private static final int PID = 42;

  /** Start of a process that is older than any window. */
  private static final long OLD = 100;

  private final CpuHistory history = new CpuHistory();

  @Test
  void eachWindowIsMeasuredFromTheReadingAtItsStart() {
    sample(10_000, OLD, 1_000);
    sample(13_480, OLD, 3_000);
    sample(13_595, OLD, 3_100);
    // At 13,600 s: 250 ticks in 5 s, 350 in 120 s, 2,350 in 3,600 s.
    CpuUsage usage = usageAt(13_600, OLD, 3_350);
    assertEquals(50.0, usage.fiveSeconds().orElseThrow());
    assertEquals(100 * 3.5 / 120, usage.twoMinutes().orElseThrow());
    assertEquals(100 * 23.5 / 3_600, usage.oneHour().orElseThrow());
  }

  @Test
  void twoBusyThreadsUseTwoHundredPercent() {
    sample(10_000, OLD, 0);
    assertEquals(200.0, usageAt(10_005, OLD, 1_000).fiveSeconds().orElseThrow());
  }

  @Test
  void usageIsMeasuredFromTheReadTimeAndNotTheScanStart() {
    history.add(
        new CpuReadings.Builder(seconds(10_000), 1).add(PID, OLD, 0, seconds(10_001)).build());
    // Read 1 s into the scan then, and on time now: 4 s for 2 s of CPU.
    assertEquals(50.0, usageAt(10_005, OLD, 200).fiveSeconds().orElseThrow());
  }

  @Test
  void youngProcessIsMeasuredFromItsStart() {
    sample(10_000, OLD, 0);
    // Born at 10,003 s: 100 ticks in 2 s.
    CpuUsage usage = usageAt(10_005, 1_000_300, 100);
    assertEquals(50.0, usage.fiveSeconds().orElseThrow());
    assertEquals(50.0, usage.twoMinutes().orElseThrow());
    assertEquals(50.0, usage.oneHour().orElseThrow());
  }

  @Test
  void youngProcessHasAValueInTheFirstSnapshot() {
    // Born 30 s before the trace: 300 ticks in 30 s; older than 5 s, younger than 2 min.
    CpuUsage usage = usageAt(10_000, 997_000, 300);
    assertEquals(OptionalDouble.empty(), usage.fiveSeconds());
    assertEquals(10.0, usage.twoMinutes().orElseThrow());
    assertEquals(10.0, usage.oneHour().orElseThrow());
  }

  @Test
  void processStartedInTheWindowBeforeTheTraceIsMeasuredFromItsStart() {
    // Born at 9,000 s, trace from 10,000 s on, snapshot at 10,300 s: it lives 1,300 s.
    sample(10_000, 900_000, 100);
    assertEquals(10.0, usageAt(10_300, 900_000, 13_000).oneHour().orElseThrow());
  }

  @Test
  void windowThatStartsBeforeTheTraceUsesTheOldestReading() {
    sample(10_000, OLD, 500);
    sample(10_180, OLD, 500);
    sample(10_295, OLD, 500);
    // 3,000 ticks in the 300 s since the trace began.
    CpuWindows windows = history.windowsAt(seconds(10_300), CLOCK);
    assertEquals(10.0, windows.usageOf(reading(10_300, OLD, 3_500)).oneHour().orElseThrow());
    assertEquals(
        Map.of(
            CpuWindow.FIVE_SECONDS, seconds(5),
            CpuWindow.TWO_MINUTES, seconds(120),
            CpuWindow.ONE_HOUR, seconds(300)),
        windows.reachNanos());
  }

  @Test
  void oldProcessWithoutAReadingHasNoValueInsteadOfZero() {
    CpuUsage usage = usageAt(10_000, OLD, 500);
    assertEquals(
        new CpuUsage(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty()),
        usage);
  }

  @Test
  void processMissingFromTheOlderReadingHasNoValue() {
    history.add(new CpuReadings.Builder(seconds(10_000), 0).build());
    assertEquals(OptionalDouble.empty(), usageAt(10_005, OLD, 500).fiveSeconds());
  }

  @Test
  void reusedPidIgnoresTheReadingsOfThePreviousProcess() {
    sample(10_000, OLD, 90_000);
    // The same pid, started at 10,001 s: 4 s old, 40 ticks.
    CpuUsage usage = usageAt(10_005, 1_000_100, 40);
    assertEquals(10.0, usage.fiveSeconds().orElseThrow());
    assertEquals(10.0, usage.oneHour().orElseThrow());
  }

  @Test
  void decreasingCounterCountsAsZero() {
    sample(10_000, OLD, 500);
    assertEquals(0.0, usageAt(10_005, OLD, 400).fiveSeconds().orElseThrow());
  }

  @Test
  void lateScanIsMeasuredOverTheActualTime() {
    // Due at 10,000 s, taken at 10,002 s: 3 s to the snapshot, 30 ticks.
    sample(9_000, OLD, 0);
    sample(10_002, OLD, 100);
    assertEquals(10.0, usageAt(10_005, OLD, 130).fiveSeconds().orElseThrow());
  }

  @Test
  void readingFarFromTheWindowsStartIsNotUsed() {
    sample(9_000, OLD, 0);
    sample(9_985, OLD, 0);
    sample(10_004, OLD, 0);
    // 5 s back there is a reading 1 s old and one 20 s old: neither is a window of 5 s.
    CpuWindows windows = history.windowsAt(seconds(10_005), CLOCK);
    assertEquals(OptionalDouble.empty(), windows.usageOf(reading(10_005, OLD, 10)).fiveSeconds());
    assertEquals(Map.of(CpuWindow.ONE_HOUR, seconds(1_005)), windows.reachNanos());
  }

  @Test
  void readingHalfOrTwiceAWindowOldIsStillUsed() {
    sample(9_000, OLD, 0);
    sample(10_060, OLD, 0);
    // At 10,300 s it is 240 s old, at 10,120 s 60 s: twice 2 min, and half of them.
    for (long age : new long[] {240, 60}) {
      assertEquals(
          Map.of(CpuWindow.TWO_MINUTES, seconds(age), CpuWindow.ONE_HOUR, seconds(1_060 + age)),
          history.windowsAt(seconds(10_060 + age), CLOCK).reachNanos());
    }
  }

  @Test
  void processStartedAtTheWindowsStartIsMeasuredFromItsStart() {
    history.add(new CpuReadings.Builder(seconds(10_000), 0).build());
    assertEquals(50.0, usageAt(10_005, 1_000_000, 250).fiveSeconds().orElseThrow());
  }

  @Test
  void processStartedInALongerActualWindowIsMeasuredFromItsStart() {
    history.add(new CpuReadings.Builder(seconds(10_000), 0).build());
    // The 5 s are 7 s here. Born at 10,001 s: 300 ticks in 6 s.
    assertEquals(50.0, usageAt(10_007, 1_000_100, 300).fiveSeconds().orElseThrow());
  }

  @Test
  void processYoungerThanATickHasNoValue() {
    assertEquals(
        OptionalDouble.empty(),
        history
            .windowsAt(seconds(10_000), CLOCK)
            .usageOf(reading(10_000, 1_000_000, 1))
            .fiveSeconds());
  }

  @Test
  void bootOffsetMovedByASuspendIsReadAgain() {
    // 1,000 s in suspend: the boot clock is ahead of the monotonic one by as much.
    TickClock afterSuspend = new TickClock(100, -seconds(1_000), Instant.EPOCH);
    ProcessReading young = reading(10_000, 1_099_800, 100);
    CpuUsage usage = history.windowsAt(seconds(10_000), afterSuspend).usageOf(young);
    // Born at boot time 10,998 s, that is monotonic 9,998 s: 1 s of CPU in 2 s.
    assertEquals(50.0, usage.fiveSeconds().orElseThrow());
  }

  @Test
  void discardedReadingIsNotUsed() {
    sample(10_000, OLD, 0);
    sample(10_002, OLD, 0);
    BitSet last = new BitSet();
    last.set(1);
    history.keep(last);
    assertEquals(1, history.takenNanos().length);
    assertEquals(seconds(10_002), history.latest().orElseThrow().takenNanos());
    assertEquals(10.0, usageAt(10_005, OLD, 30).fiveSeconds().orElseThrow());
  }

  @Test
  void scanNotLaterThanTheLastIsRejected() {
    sample(10_000, OLD, 0);
    assertThrows(IllegalArgumentException.class, () -> sample(10_000, OLD, 0));
  }

  private void sample(long second, long startTicks, long cpuTicks) {
    history.add(
        new CpuReadings.Builder(seconds(second), 1)
            .add(PID, startTicks, cpuTicks, seconds(second))
            .build());
  }

  private CpuUsage usageAt(long second, long startTicks, long cpuTicks) {
    return history.windowsAt(seconds(second), CLOCK).usageOf(reading(second, startTicks, cpuTicks));
  }

  private static ProcessReading reading(long second, long startTicks, long cpuTicks) {
    return ProcessReading.of(PID)
        .startTicks(startTicks)
        .cpuTicks(cpuTicks)
        .at(seconds(second))
        .build();
  }

  private static long seconds(long count) {
    return count * 1_000_000_000L;
  }
}
