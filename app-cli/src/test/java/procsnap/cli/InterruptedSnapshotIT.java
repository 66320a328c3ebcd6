package procsnap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import procsnap.fault.Extent;

/**
 * The stop in mid-snapshot, over a table of 60,000 processes that takes long enough to be caught
 * in: nothing is published, and the log says so in the fixed words.
 */
class InterruptedSnapshotIT {

  private static final int PROCESSES = 60_000;

  private static final int STOPS = Extent.of("interrupts", 4, 20);

  @TempDir private static Path procRoot;

  @TempDir private Path directory;

  @BeforeAll
  static void buildProcessTable() throws IOException {
    Files.writeString(procRoot.resolve("uptime"), "100000.00 100000.00\n");
    Path one = Files.createDirectory(procRoot.resolve("one"));
    Files.writeString(
        one.resolve("stat"), "1 (fake) S 1 1 1 0 -1 0 0 0 0 0 5 5 0 0 20 0 1 0 100 4096 1\n");
    Files.writeString(one.resolve("statm"), "100 50 0 0 0 0 0\n");
    Files.writeString(one.resolve("cmdline"), "fake\0--process\0");
    for (int pid = 1; pid <= PROCESSES; pid++) {
      Files.createSymbolicLink(procRoot.resolve(Integer.toString(pid)), Path.of("one"));
    }
  }

  @Test
  void stopInMidSnapshotLeavesNothingAndSaysSo() throws IOException {
    for (int i = 0; i < STOPS; i++) {
      stopInMidSnapshot(Files.createDirectory(directory.resolve("stop" + i)));
    }
  }

  private static void stopInMidSnapshot(Path directory) {
    Packaged program =
        Packaged.start(directory, "trace", "--proc-root=" + procRoot, "--machine-id=TEST");
    // The part is there from the first row to the flush: the snapshot is now being taken.
    Packaged.await(
        "the snapshot to begin", () -> !Packaged.files(directory, ".csv.part").isEmpty());
    assertTrue(program.isAlive());
    Duration toExit = program.stopBy("TERM");
    String log = program.standardError();
    assertEquals(0, program.exitCode(), log);
    assertTrue(toExit.compareTo(Duration.ofSeconds(2)) < 0, "took " + toExit);
    assertEquals(
        1,
        log.lines()
            .filter(
                line ->
                    line.endsWith(
                        "WARN Skipping incomplete process snapshot upload"
                            + " (snapshot in progress)"))
            .count(),
        log);
    assertEquals(List.of(), Packaged.files(directory, ".csv"));
    assertEquals(List.of(), Packaged.files(directory, ".part"));
    assertEquals(
        1,
        Packaged.json(Packaged.files(directory, "end.json").get(0)).get("interrupted").getAsInt());
  }
}
