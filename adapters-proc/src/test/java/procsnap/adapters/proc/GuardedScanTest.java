package procsnap.adapters.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import procsnap.core.port.ProcessTable.ScanCount;
import procsnap.core.port.ProcessTable.Visitor;
import procsnap.core.port.ProcessTableException;
import procsnap.core.process.ProcessDetail;
import procsnap.core.process.ProcessReading;
import procsnap.core.process.ReadProblem;

/**
 * Processes whose command line cannot be read to its end: each costs its own cells and one
 * deadline.
 */
@Timeout(60)
class GuardedScanTest {

  private static final Duration DEADLINE = Duration.ofMillis(200);

  @TempDir private Path root;

  private ProcfsProcessTable table;
  private FakeProc proc;

  @BeforeEach
  void tableWithShortDeadline() throws ProcessTableException {
    proc = new FakeProc(root).honest(1).honest(2).honest(3).honest(4);
    table = ProcfsProcessTable.open(root, DEADLINE);
  }

  @Test
  void readThatHangsCostsItsCellAndNotTheSnapshot() throws ProcessTableException {
    proc.hanging(2, "cmdline");
    Seen seen = Seen.by(table);
    assertEquals(Set.of(1, 2, 3, 4), seen.processes().keySet());
    // Whatever may wait for the same lock is given up together.
    assertEquals(
        Map.of(
            ProcessDetail.COMMAND_LINE, ReadProblem.TIMEOUT,
            ProcessDetail.IO, ReadProblem.TIMEOUT),
        seen.pid(2).problems());
    assertEquals(OptionalLong.of(512 * 4096), seen.pid(2).residentBytes());
    assertEquals(30, seen.pid(2).cpuTicks());
    assertEquals("/bin/honest -x", seen.commandLine(3));
    assertEquals(Map.of(), seen.pid(4).problems());
  }

  @Test
  void processKnownToHangCostsNoSecondDeadline() throws ProcessTableException {
    proc.hanging(2, "cmdline").hanging(3, "cmdline");
    long start = System.nanoTime();
    Seen.by(table);
    long first = System.nanoTime() - start;
    assertTrue(first >= DEADLINE.toNanos(), "both hang");
    assertTrue(first < 2 * DEADLINE.toNanos(), "both share one deadline");
    start = System.nanoTime();
    Seen again = Seen.by(table);
    assertTrue(System.nanoTime() - start < DEADLINE.toNanos(), "neither is waited for again");
    assertEquals(ReadProblem.TIMEOUT, again.pid(3).problems().get(ProcessDetail.COMMAND_LINE));
    assertEquals("/bin/honest -x", again.commandLine(4));
  }

  @Test
  void readThatTakesLongIsNotLost() throws Exception {
    proc.hanging(2, "cmdline").hanging(3, "cmdline");
    table = ProcfsProcessTable.open(root, Duration.ofSeconds(2));
    Thread writer = new Thread(() -> proc.file(2, "cmdline", "/bin/slow\0"));
    // The scan reaches the third process only after it has deferred the second.
    Seen seen =
        Seen.by(
            table,
            Seen.ALL,
            pid -> {
              if (pid == 4) {
                writer.start();
              }
            });
    writer.join();

    assertEquals("/bin/slow", seen.commandLine(2));
    assertEquals(Map.of(), seen.pid(2).problems());
    assertEquals(ReadProblem.TIMEOUT, seen.pid(3).problems().get(ProcessDetail.COMMAND_LINE));
    assertEquals(new ScanCount(4, 0, 0), seen.count());
  }

  /** More than one user may have; each of these costs a thread of its own until it is gone. */
  @Test
  void fourHundredThatHangShareOneDeadlineAndCostNobodyElseACell() throws Exception {
    proc.hanging(5, 404).honest(405);
    Duration deadline = Duration.ofSeconds(1);
    table = ProcfsProcessTable.open(root, deadline);

    long before = nanosToStartThreads(400);
    long start = System.nanoTime();
    Seen first = Seen.by(table);
    long nanos = System.nanoTime() - start;
    long threads = Math.max(before, nanosToStartThreads(400));
    assertTrue(nanos < 2 * deadline.toNanos() + 2 * threads, nanos + " ns, threads " + threads);
    Seen second = Seen.by(table);

    for (Seen seen : List.of(first, second)) {
      assertEquals(new ScanCount(405, 0, 0), seen.count());
      assertEquals("/bin/honest -x", seen.commandLine(405));
      assertEquals(
          400, seen.processes().values().stream().filter(p -> !p.problems().isEmpty()).count());
    }
    for (int pid = 5; pid < 405; pid++) {
      // Removing it writes to it, which releases the reader.
      proc.without(pid, "cmdline").file(pid, "cmdline", "/bin/back\0");
    }
    long patience = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    Seen back = Seen.by(table);
    while (back.processes().values().stream().anyMatch(p -> !p.problems().isEmpty())
        && System.nanoTime() < patience) {
      back = Seen.by(table);
    }
    assertEquals("/bin/back", back.commandLine(404));
  }

  /**
   * Time to start a thread and to wait 2 ms for it, that many times, on a machine as busy as now.
   */
  private static long nanosToStartThreads(int count) throws InterruptedException {
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      new Thread(() -> {}).start();
      Thread.sleep(2);
    }
    return System.nanoTime() - start;
  }

  @Test
  void userWithTooManyThatHangCostsOtherUsersNoCell() throws Exception {
    proc.hanging(5, 5 + GuardedScan.MAX_STUCK_OF_A_USER + 20);
    proc.honest(600).honest(601).file(601, "status", "Uid:\t7\t7\t7\t7\n");

    Seen seen = Seen.by(table);

    assertEquals(ReadProblem.TIMEOUT, seen.pid(600).problems().get(ProcessDetail.COMMAND_LINE));
    assertEquals("/bin/honest -x", seen.commandLine(601));
  }

  @Test
  void processWhoseStatHangsIsUnreadableAndTheOthersAreRead() throws ProcessTableException {
    proc.hanging(2, "stat").hanging(4, "stat");
    Seen seen = Seen.by(table);
    assertEquals(Set.of(1, 3), seen.processes().keySet());
    assertEquals(new ScanCount(4, 0, 2), seen.count());
    long start = System.nanoTime();
    assertEquals(new ScanCount(4, 0, 2), Seen.by(table).count());
    assertTrue(System.nanoTime() - start < DEADLINE.toNanos(), "neither is tried again");
  }

  @Test
  void stopIsHeardWhileAReadHangs() throws ProcessTableException {
    proc.hanging(2, "cmdline").hanging(3, "cmdline");
    int[] asked = {0};
    Visitor stoppedWhileTheSecondHangs =
        new Visitor() {
          @Override
          public boolean wantsMore() {
            return asked[0]++ < 2;
          }

          @Override
          public void visit(ProcessReading reading) {}
        };
    long start = System.nanoTime();
    table.scan(Seen.ALL, stoppedWhileTheSecondHangs);
    assertTrue(System.nanoTime() - start < 10 * DEADLINE.toNanos());
  }
}
