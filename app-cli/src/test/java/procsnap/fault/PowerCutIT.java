package procsnap.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import procsnap.core.verify.TraceReport;
import procsnap.testing.Needs;
import procsnap.testing.NeedsRoot;

/**
 * A power cut at any time while it records to an ext4 disk: everything reported as recorded exists
 * afterwards, and nothing is partial.
 */
@NeedsRoot("it mounts a file system")
@Needs({"mount", "mkfs.ext4", "python3"})
@Execution(ExecutionMode.CONCURRENT)
class PowerCutIT {

  private static final int CUTS = Extent.of("cuts", 16, 3_000);

  /** Factor by which the next cut may come later when this one came too early, or the reverse. */
  private static final double STEP = 1.2;

  private static final int DISK_MEBIBYTES = 32;

  /** Cuts until the disk is replaced, because an interrupted trace stays forever. */
  private static final int CUTS_OF_A_DISK = 100;

  @TempDir private Path directory;

  private final Random random = new Random(Extent.SEED);

  /**
   * Latest time after the first line of the log; half of them should come after the first snapshot.
   */
  private double latestMillis = 60;

  private int beforeTheFirst;
  private int reported;
  private long finished;

  @Test
  void whatWasReportedAsRecordedSurvivesAndNothingIsPartial() throws Exception {
    Path proc = SmallMachine.at(directory.resolve("proc"), 3);
    for (int cuts = 0; cuts < CUTS; cuts += CUTS_OF_A_DISK) {
      Path path = Files.createDirectory(directory.resolve("disk" + cuts));
      Path image = directory.resolve("image" + cuts);
      try (LoopDisk disk = LoopDisk.mountedAt(path, image, DISK_MEBIBYTES)) {
        cutInTurn(disk, proc, Math.min(CUTS_OF_A_DISK, CUTS - cuts));
      }
      Files.delete(image);
    }
    System.out.printf(
        "%d power cuts, seed %d: %d snapshots reported and all found, %d cut before the first,"
            + " %d snapshots found that were not reported%n",
        CUTS, Extent.SEED, reported, beforeTheFirst, finished - reported);
    assertTrue(reported > 0 && beforeTheFirst > 0, "cuts hit before and after the first snapshot");
  }

  private void cutInTurn(LoopDisk disk, Path proc, int cuts) throws Exception {
    Path out = disk.path().resolve("out");
    Set<Path> reportedHere = new HashSet<>();
    for (int cut = 0; cut < cuts; cut++) {
      LoopDisk.PowerCut power = disk.powerCut();
      try (Program program =
          Program.start(
              directory, "trace", "--min-free=0", "--output=" + out, "--proc-root=" + proc)) {
        program.awaitStart();
        Thread.sleep(Math.round(random.nextDouble() * latestMillis));
        power.now();
        program.kill();
        boolean early = program.reported().isEmpty();
        beforeTheFirst += early ? 1 : 0;
        latestMillis *= early ? STEP : 1 / STEP;
        reportedHere.addAll(program.reported());
      }
      disk.mountAnew();
      for (Path snapshot : reportedHere) {
        assertTrue(Files.isRegularFile(snapshot), () -> snapshot + " is lost");
      }
      TraceReport report = Oracle.verify(out);
      assertEquals(0, report.damaged(), report::toString);
    }
    // The next start recovers what the power cuts left.
    try (Program next =
        Program.start(
            directory, "snapshot", "--min-free=0", "--output=" + out, "--proc-root=" + proc)) {
      assertEquals(0, next.exitCode());
    }
    TraceReport report = Oracle.verify(out);
    assertTrue(report.isHealthy(), report::toString);
    assertTrue(report.complete() > reportedHere.size(), report::toString);
    reported += reportedHere.size();
    finished += report.complete() - 1;
  }
}
