package procsnap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import procsnap.testing.Needs;

/** One snapshot now, to the tree or to standard output. */
class SnapshotIT {

  @TempDir private Path directory;

  @Test
  void csvGoesToStandardOutputAndNothingElseDoes() {
    Packaged program = Packaged.run(directory, "snapshot", "--output=-");
    assertEquals(0, program.exitCode(), program::standardError);
    assertEquals("", program.standardError());
    assertTrue(
        program
            .standardOutput()
            .startsWith(
                "timestamp,pid,name,cmdline,vms_kb,rss_kb,creation_time,"
                    + "cpu_5s,cpu_2m,cpu_1h,status\n"));
    assertTrue(program.standardOutput().contains("procsnap.cli.Main snapshot --output=-"));
    assertEquals(List.of(), Packaged.files(directory, ""));
  }

  @Test
  void oshiReadsTheSameProcessesAndIsAsQuiet() {
    Packaged program = Packaged.run(directory, "snapshot", "--source=oshi", "--output=-");
    assertEquals(0, program.exitCode(), program::standardError);
    assertEquals("", program.standardError());
    assertTrue(program.standardOutput().contains("procsnap.cli.Main snapshot --source=oshi"));
  }

  @Test
  void treeGetsATraceOfOneSnapshot() {
    Packaged program = Packaged.run(directory, "snapshot", "--compress=gzip");
    assertEquals(0, program.exitCode(), program::standardError);
    assertEquals(1, Packaged.files(directory, ".csv.gz").size());
    assertEquals(3, Packaged.files(directory, ".json").size());
    assertTrue(program.standardError().contains("finished: 1 snapshot, "));
  }

  /** 30 % of a CPU, once in one thread and once in two; each steers by its own CPU clock. */
  private static final int ATTEMPTS = 5;

  private static final String DUTY =
      """
      import sys, threading, time
      def work(share):
        start, begin = time.monotonic(), time.thread_time()
        while True:
          if time.thread_time() - begin < share * (time.monotonic() - start):
            sum(range(2000))
          else:
            time.sleep(0.005)
      n = int(sys.argv[1])
      for i in range(n): threading.Thread(target=work, args=(0.3 / n,)).start()
      """;

  @Test
  @Needs("python3")
  void knownDutyReadsAsItIsAfterFiveSeconds() throws IOException {
    Process one = new ProcessBuilder("python3", "-c", DUTY, "1", "duty-one").start();
    Process two = new ProcessBuilder("python3", "-c", DUTY, "2", "duty-two").start();
    try {
      // Both must be older than the window: else they are measured from their birth.
      Packaged.await(
          "the duty to be in its stride", () -> ageSeconds(one) > 5 && ageSeconds(two) > 5);
      String csv = "";
      // On a busy machine the duty itself is kept only now and then.
      for (int attempt = 0; attempt < ATTEMPTS && !isThirty(csv); attempt++) {
        csv = Packaged.run(directory, "snapshot", "--wait=5s", "--output=-").standardOutput();
      }
      assertEquals(30.0, cpuFiveSeconds(csv, "1 duty-one"), 3.0);
      assertEquals(30.0, cpuFiveSeconds(csv, "2 duty-two"), 3.0);
    } finally {
      one.destroyForcibly();
      two.destroyForcibly();
    }
  }

  private static boolean isThirty(String csv) {
    return !csv.isEmpty()
        && Math.abs(cpuFiveSeconds(csv, "1 duty-one") - 30) <= 3
        && Math.abs(cpuFiveSeconds(csv, "2 duty-two") - 30) <= 3;
  }

  private static double ageSeconds(Process process) {
    return (System.currentTimeMillis() - process.info().startInstant().orElseThrow().toEpochMilli())
        / 1000.0;
  }

  /** The row ends in: command line, two sizes, creation time, three windows, status. */
  private static double cpuFiveSeconds(String csv, String endOfCommandLine) {
    String row =
        csv.lines()
            .filter(line -> line.contains(endOfCommandLine + "\","))
            .findFirst()
            .orElseThrow();
    String[] cells =
        row.substring(row.indexOf(endOfCommandLine + "\",") + endOfCommandLine.length() + 2)
            .split(",", -1);
    return Double.parseDouble(cells[3]);
  }
}
