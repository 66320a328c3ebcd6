package procsnap.fault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import procsnap.cli.Packaged;
import procsnap.core.verify.TraceReport;

/**
 * Repeated SIGKILL at any time while it records and uploads: what was reported as recorded exists
 * locally or in the store, complete and once.
 */
@Execution(ExecutionMode.CONCURRENT)
class RandomKillIT {

  private static final int KILLS = Extent.of("kills", 20, 10_000);

  /** Kills for one output directory; then all of it is uploaded and checked. */
  private static final int ROUND = 100;

  /**
   * Factor by which the next kill may come later when this one came too early, or the reverse. The
   * fewer kills, the faster they must find where half of them are late.
   */
  private static final double STEP = 1 + Math.max(0.02, 5.0 / KILLS);

  @TempDir private Path directory;

  private final Random random = new Random(Extent.SEED);

  /**
   * Latest time after the first line of the log, at first twice what the first snapshot takes here:
   * half of the kills should come after that.
   */
  private double latestMillis;

  private int beforeTheFirst;
  private int withFilesLeft;

  @Test
  void nothingIsLostOrDoubledOrPartial() throws Exception {
    Path proc = SmallMachine.at(directory.resolve("proc"), 3);
    latestMillis = 2 * millisToFirstSnapshot(proc);
    int reported = 0;
    for (int kills = 0; kills < KILLS; kills += ROUND) {
      reported +=
          killedInTurn(directory.resolve("round" + kills), proc, Math.min(ROUND, KILLS - kills));
    }
    System.out.printf(
        "%d kills, seed %d: %d snapshots reported and all found, %d killed before the first,"
            + " %d left something to recover%n",
        KILLS, Extent.SEED, reported, beforeTheFirst, withFilesLeft);
    assertTrue(beforeTheFirst > KILLS / 50, "some kills hit before the first snapshot is reported");
    assertTrue(reported > KILLS / 10, "some kills hit after the first snapshot is reported");
  }

  private double millisToFirstSnapshot(Path proc) throws Exception {
    Path alone = Files.createDirectory(directory.resolve("alone"));
    try (Program program =
        Program.start(alone, "trace", "--interval=1s", "--output=out", "--proc-root=" + proc)) {
      program.awaitStart();
      long start = System.nanoTime();
      program.awaitReported(1);
      double millis = (System.nanoTime() - start) / 1e6;
      assertEquals(137, program.kill());
      return millis;
    }
  }

  private int killedInTurn(Path round, Path proc, int kills) throws Exception {
    Path store = Files.createDirectories(round.resolve("store"));
    String[] trace = {
      "trace", "--interval=1s", "--output=out", "--proc-root=" + proc, "--store=" + store.toUri()
    };
    Set<Path> reported = new HashSet<>();
    for (int kill = 0; kill < kills; kill++) {
      try (Program program = Program.start(round, trace)) {
        program.awaitStart();
        Thread.sleep(Math.round(random.nextDouble() * latestMillis));
        assertEquals(137, program.kill());
        boolean early = program.reported().isEmpty();
        beforeTheFirst += early ? 1 : 0;
        latestMillis *= early ? STEP : 1 / STEP;
        reported.addAll(program.reported());
      }
      withFilesLeft += Packaged.files(round.resolve("out"), ".part").isEmpty() ? 0 : 1;
      for (Path snapshot : reported) {
        assertWhole(round.resolve(snapshot), store.resolve(Path.of("out").relativize(snapshot)));
      }
    }
    Packaged upload =
        Packaged.run(round, "upload", "--quiet", "--output=out", "--store=" + store.toUri());
    assertEquals(0, upload.exitCode(), upload::standardError);
    TraceReport report = Oracle.verify(store);
    assertEquals(0, report.damaged() + report.missing(), report::toString);
    assertTrue(report.complete() >= reported.size(), report::toString);
    for (Path snapshot : reported) {
      Path object = store.resolve(Path.of("out").relativize(snapshot));
      assertTrue(Files.isRegularFile(object), () -> snapshot + " is lost");
    }
    return reported.size();
  }

  /**
   * Asserts that it exists locally or in the store, and is the same where it was sent but not yet
   * removed.
   */
  private static void assertWhole(Path local, Path object) throws IOException {
    boolean isHere = Files.exists(local);
    assertTrue(isHere || Files.exists(object), () -> local + " is lost");
    if (isHere && Files.exists(object)) {
      assertArrayEquals(Files.readAllBytes(local), Files.readAllBytes(object));
    }
  }
}
