package procsnap.adapters.storage.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import procsnap.adapters.format.csv.CsvTexts;
import procsnap.core.port.SnapshotStore;
import procsnap.core.port.StoreException;
import procsnap.core.trace.TraceDescriptions;
import procsnap.testing.Needs;
import procsnap.testing.NeedsRoot;

/** Minimum free space on a disk of 256 KiB. */
final class FreeSpaceTest {

  private static final int KIB = 1024;

  @TempDir private Path mountPoint;

  @Test
  @NeedsRoot("it mounts a file system")
  @Needs("mount")
  void smallerOfBytesAndShareIsTheMinimum() throws Exception {
    try (SmallDisk disk = SmallDisk.mountedAt(mountPoint)) {
      Path directory = disk.path();
      Files.write(directory.resolve("ballast"), new byte[128 * KIB]);
      assertFree(directory, new FreeSpace(100 * KIB, 1));
      assertFree(directory, new FreeSpace(Long.MAX_VALUE, 0.4));
      assertFree(directory, new FreeSpace(200 * KIB, 0.1));
      assertFree(directory, new FreeSpace(0, 1));
      String tooLittle = "free space is below --min-free (1 MiB)";
      assertEquals(Optional.of(tooLittle), new FreeSpace(200 * KIB, 1).objection(directory));
      assertEquals(Optional.of(tooLittle), new FreeSpace(Long.MAX_VALUE, 0.6).objection(directory));
    }
  }

  @Test
  @NeedsRoot("it mounts a file system")
  @Needs("mount")
  void minimumIsRoundedUpToWholeMebibytes() throws Exception {
    try (SmallDisk disk = SmallDisk.mountedAt(mountPoint, 4 * KIB)) {
      Files.write(disk.path().resolve("ballast"), new byte[3 * KIB * KIB + 1]);
      assertBelowMinimum(disk.path(), KIB * KIB, "1 MiB");
      assertBelowMinimum(disk.path(), KIB * KIB + 1, "2 MiB");
    }
  }

  @Test
  void fileSystemWithoutASizeIsAccepted() {
    assertFree(Path.of("/proc"), new FreeSpace(Long.MAX_VALUE, 1));
  }

  @Test
  @NeedsRoot("it mounts a file system")
  @Needs("mount")
  void snapshotsStopBelowTheMinimumAndResumeAboveIt() throws Exception {
    try (SmallDisk disk = SmallDisk.mountedAt(mountPoint);
        LocalTree tree = new LocalTree(disk.path().resolve("out"))) {
      SnapshotStore store = tree.store(CsvTexts.PLAIN, new FreeSpace(64 * KIB, 1));
      store.openTrace(TraceDescriptions.startedAt(LocalTree.START));
      Path ballast = Files.write(disk.path().resolve("ballast"), new byte[200 * KIB]);

      StoreException failure =
          assertThrows(StoreException.class, () -> store.draft(LocalTree.START));
      assertTrue(String.valueOf(failure.getMessage()).contains("--min-free"), failure::toString);
      assertEquals(Set.of(), LocalTree.names(tree.process()));

      Files.delete(ballast);
      LocalTree.publish(store, LocalTree.START);
      assertEquals(2, LocalTree.names(tree.process()).size());
    }
  }

  private static void assertBelowMinimum(Path directory, long bytes, String mebibytes) {
    assertEquals(
        Optional.of("free space is below --min-free (" + mebibytes + ")"),
        new FreeSpace(bytes, 1).objection(directory));
  }

  private static void assertFree(Path directory, FreeSpace left) {
    assertEquals(Optional.empty(), left.objection(directory), left::toString);
  }
}
