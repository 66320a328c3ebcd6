package procsnap.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import procsnap.cli.Packaged;
import procsnap.core.verify.TraceReport;
import procsnap.testing.Needs;
import procsnap.testing.NeedsRoot;

/** Recording to an exFAT disk, as on memory sticks: it has neither hard links nor permissions. */
@NeedsRoot("it mounts a file system")
@Needs({"mount", "mkfs.exfat", "mount.exfat-fuse"})
@Execution(ExecutionMode.CONCURRENT)
class ExfatIT {

  @TempDir private Path directory;

  private Path disk;
  private String device = "";

  @BeforeEach
  void mount() throws Exception {
    SmallMachine.at(directory.resolve("proc"), 3);
    disk = Files.createDirectory(directory.resolve("disk"));
    Path image = directory.resolve("image");
    LoopDisk.run("truncate", "-s", "16M", image.toString());
    LoopDisk.run("mkfs.exfat", image.toString());
    device = LoopDisk.run("losetup", "--find", "--show", image.toString()).strip();
    LoopDisk.run("mount.exfat-fuse", device, disk.toString(), "-o", "umask=022");
    assertThatThereAreNoLinks();
  }

  private void assertThatThereAreNoLinks() throws IOException, InterruptedException {
    Path file = Files.createFile(disk.resolve("file"));
    Process link = new ProcessBuilder("ln", file.toString(), file + "2").start();
    assertEquals(1, link.waitFor());
    Files.delete(file);
  }

  @AfterEach
  void unmount() throws Exception {
    if (!device.isEmpty()) {
      LoopDisk.run("umount", disk.toString());
      LoopDisk.run("losetup", "--detach", device);
    }
  }

  @Test
  void snapshotsAreWholeAndThatOthersCanReadThemIsSaidOnce() throws Exception {
    Packaged trace = trace("--interval=1s", "--snapshots=2");
    assertEquals(0, trace.exitCode(), trace::standardError);
    assertEquals(
        1, trace.standardError().split("is on a file system without permissions", -1).length - 1);
    assertEquals(2, verified().complete());
  }

  @Test
  void whatAnotherPutUnderANameIsNotReplaced() throws Exception {
    assertEquals(0, trace("--snapshots=1").exitCode());
    Path manifest = Packaged.files(disk, "manifest.json").get(0);
    Path store = Files.createDirectory(disk.resolve("store"));
    Path object = store.resolve(disk.resolve("out").relativize(manifest));
    Files.createDirectories(object.getParent());
    Files.writeString(object, "theirs");
    Packaged upload =
        Packaged.run(directory, "upload", "--output=" + out(), "--store=" + store.toUri());
    assertEquals(4, upload.exitCode(), upload::standardError);
    assertEquals("theirs", Files.readString(object));
    assertTrue(Files.exists(manifest));
  }

  @Test
  void uploadToItAndKillsInBetweenLoseNothing() throws Exception {
    Path store = Files.createDirectory(disk.resolve("store"));
    int reported = 0;
    for (int kill = 0; kill < 10; kill++) {
      try (Program program =
          Program.start(
              directory,
              "trace",
              "--interval=1s",
              "--min-free=0",
              "--proc-root=proc",
              "--output=" + out(),
              "--store=" + store.toUri())) {
        program.awaitStart();
        if (kill % 2 == 1) {
          program.awaitReported(1);
        }
        Thread.sleep(3L * kill);
        program.kill();
        reported += program.reported().size();
      }
    }
    Packaged upload =
        Packaged.run(directory, "upload", "--output=" + out(), "--store=" + store.toUri());
    assertEquals(0, upload.exitCode(), upload::standardError);
    TraceReport report = Oracle.verify(store);
    assertEquals(0, report.damaged() + report.missing(), report::toString);
    assertTrue(reported >= 5 && report.complete() >= reported, report::toString);
    assertFalse(Packaged.files(store, ".csv").isEmpty());
  }

  private Packaged trace(String... options) {
    List<String> arguments = new ArrayList<>(List.of("trace", "--min-free=0", "--proc-root=proc"));
    arguments.add("--output=" + out());
    arguments.addAll(List.of(options));
    return Packaged.run(directory, arguments.toArray(String[]::new));
  }

  private String out() {
    return disk.resolve("out").toString();
  }

  private TraceReport verified() throws Exception {
    TraceReport report = Oracle.verify(disk.resolve("out"));
    assertTrue(report.isHealthy(), report::toString);
    return report;
  }
}
