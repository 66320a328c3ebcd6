package procsnap.adapters.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import procsnap.core.cpu.CpuHistory;
import procsnap.core.cpu.CpuUsage;
import procsnap.core.port.ProcessTableException;
import procsnap.core.process.ProcessReading;
import procsnap.core.process.TickClock;
import procsnap.testing.NeedsRoot;

/** A pid reused by force inside a CPU window. */
class ProcfsProcessTablePidReuseTest {

  private static final int REUSES =
      Integer.getInteger(
          "procsnap.fault.reuses", Boolean.getBoolean("procsnap.fault.long") ? 10_000 : 50);

  private static final Path LAST_PID = Path.of("/proc/sys/kernel/ns_last_pid");
  private static final List<String> BUSY = List.of("sh", "-c", "while :; do :; done", "busy");
  private static final List<String> IDLE = List.of("sleep", "1000");
  private static final int TRIES = 200;

  /**
   * Ticks that the old process has used, and that the start of the new one may use on a busy
   * machine.
   */
  private static final int WORK = 5;

  private static final int START = 3;

  @Test
  @NeedsRoot("it chooses pids")
  void rowsAndWindowsOfTheOldAndTheNewAreNeverMixed() throws Exception {
    ProcfsProcessTable table = ProcfsProcessTable.open(ProcfsProcessTable.DEFAULT_ROOT);
    int reused = 0;
    for (int tries = 0; reused < REUSES && tries < REUSES + TRIES; tries++) {
      reused += isReused(table) ? 1 : 0;
    }
    System.out.println("pids reused inside a window: " + reused);
    assertEquals(REUSES, reused);
  }

  private static boolean isReused(ProcfsProcessTable table) throws Exception {
    Process old = new ProcessBuilder(BUSY).start();
    try {
      while (awaitCommandLine(table, old.pid(), BUSY).cpuTicks() < WORK) {
        Thread.sleep(10);
      }
      CpuHistory history = new CpuHistory();
      history.add(table.sampleCpu());
      old.destroyForcibly().waitFor();
      Files.writeString(LAST_PID, Long.toString(old.pid() - 1));
      Process fresh = new ProcessBuilder(IDLE).start();
      try {
        if (fresh.pid() != old.pid()) {
          return false;
        }
        assertFresh(table, history, fresh.pid());
        return true;
      } finally {
        fresh.destroyForcibly().waitFor();
      }
    } finally {
      old.destroyForcibly().waitFor();
    }
  }

  private static void assertFresh(ProcfsProcessTable table, CpuHistory history, long pid)
      throws Exception {
    ProcessReading reading = awaitCommandLine(table, pid, IDLE);
    assertEquals("sleep", reading.comm().toString());
    assertTrue(reading.cpuTicks() <= START, reading.cpuTicks() + " ticks");
    TickClock clock = table.tickClock();
    CpuUsage usage = history.windowsAt(System.nanoTime(), clock).usageOf(reading);
    // Its own usage since its start, at least one tick ago.
    for (double percent :
        new double[] {
          usage.fiveSeconds().orElse(0), usage.twoMinutes().orElse(0), usage.oneHour().orElse(0)
        }) {
      assertTrue(percent >= 0 && percent <= 100.0 * reading.cpuTicks(), usage::toString);
    }
  }

  private static ProcessReading awaitCommandLine(
      ProcfsProcessTable table, long pid, List<String> command)
      throws ProcessTableException, InterruptedException {
    for (int i = 0; i < 1_000; i++) {
      ProcessReading reading = Seen.by(table).processes().get((int) pid);
      if (reading != null
          && reading
              .commandLine()
              .map(line -> line.joined().toString().equals(String.join(" ", command)))
              .orElse(false)) {
        return reading;
      }
      Thread.sleep(1);
    }
    throw new AssertionError("process " + pid + " does not become " + command);
  }
}
