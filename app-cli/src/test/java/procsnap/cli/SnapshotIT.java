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

  /**
   * Aims at 30 % of a CPU in N threads, and prints pairs of the monotonic clock and the CPU time
   * used: on a busy machine it gets less.
   */
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
      for i in range(n): threading.Thread(target=work, args=(0.3 / n,), daemon=True).start()
      while True:
        print(time.monotonic(), time.process_time(), flush=True)
        time.sleep(0.02)
      """;

  @Test
  @Needs("python3")
  void cpuOfFiveSecondsIsWhatAProcessUsedInOneThreadAndInTwo() throws IOException {
    Process one = duty("1");
    Process two = duty("2");
    try {
      // Both must be older than the window: else they are measured from their birth.
      Packaged.await("the duty to be older", () -> ageSeconds(one) > 2 && ageSeconds(two) > 2);
      Packaged snapshot = Packaged.run(directory, "snapshot", "--wait=5s", "--output=out");
      assertEquals(0, snapshot.exitCode(), snapshot::standardError);
      Path csv = Packaged.snapshots(directory.resolve("out")).get(0);
      double end = Packaged.manifest(csv).get("mono_ns").getAsLong() / 1e9;
      for (String threads : List.of("1", "2")) {
        double used = 100 * (cpuSeconds(threads, end) - cpuSeconds(threads, end - 5)) / 5;
        assertTrue(used > 3, threads + " used " + used + " %");
        assertEquals(used, cpuFiveSeconds(Packaged.text(csv), threads + " duty"), 3.0);
      }
    } finally {
      one.destroyForcibly();
      two.destroyForcibly();
    }
  }

  private Process duty(String threads) throws IOException {
    return new ProcessBuilder("python3", "-c", DUTY, threads, "duty")
        .redirectOutput(directory.resolve(threads).toFile())
        .start();
  }

  /** CPU time that it printed last before that time. */
  private double cpuSeconds(String threads, double monotonicSeconds) {
    return Packaged.text(directory.resolve(threads))
        .lines()
        .map(line -> line.split(" ", 2))
        .takeWhile(pair -> Double.parseDouble(pair[0]) < monotonicSeconds)
        .mapToDouble(pair -> Double.parseDouble(pair[1]))
        .reduce(0, (earlier, later) -> later);
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
