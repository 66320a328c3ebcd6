package procsnap.adapters.storage.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import procsnap.adapters.storage.ChildJvm;
import procsnap.core.port.SnapshotStore;
import procsnap.core.port.StoreException;
import procsnap.testing.Needs;
import procsnap.testing.NeedsRoot;

/** Removal of the output directory or its content while a trace is recorded. */
final class LocalSnapshotStoreRemovedDirectoryTest {

  @TempDir private Path parent;

  private Path output;
  private LocalTree tree;
  private SnapshotStore store;

  @BeforeEach
  void recordOneSnapshot() throws Exception {
    output = parent.resolve("out");
    tree = new LocalTree(output);
    store = tree.opened();
    LocalTree.publish(store, LocalTree.START);
  }

  @AfterEach
  void release() {
    tree.close();
  }

  @Test
  void nextSnapshotRestoresRemovedFilesAndDirectories() throws Exception {
    List<Path> all =
        List.of(tree.process(), tree.trace(), tree.machine(), output.resolve(".lock"), output);
    for (Path removed : all) {
      delete(removed);
      LocalTree.publish(store, LocalTree.START.plusSeconds(300));
      assertTrue(Files.isRegularFile(tree.trace().resolve("manifest.json")), removed::toString);
      assertTrue(
          Files.isRegularFile(tree.process().resolve("process_20261122_102000_123.csv")),
          removed::toString);
    }
  }

  @Test
  void existingLockIsNotTakenAgain() throws Exception {
    // Taking the lock again would rewrite the pid.
    Files.writeString(output.resolve(".pid"), "unchanged");
    delete(tree.process());
    LocalTree.publish(store, LocalTree.START.plusSeconds(300));
    assertEquals("unchanged", Files.readString(output.resolve(".pid")));
  }

  @Test
  void removedLockIsTakenAgainWithTheNextDirectory() throws Exception {
    delete(output.resolve(".lock"));
    delete(tree.process());
    LocalTree.publish(store, LocalTree.START.plusSeconds(300));
    assertTrue(Files.isRegularFile(output.resolve(".lock")));
  }

  @Test
  void removedDirectoryIsLockedAgain() throws Exception {
    delete(output);
    LocalTree.publish(store, LocalTree.START.plusSeconds(300));
    try (ChildJvm other = ChildJvm.start("022", DirectoryHolder.class, output)) {
      assertEquals("refused: held by " + ProcessHandle.current().pid(), other.line());
    }
  }

  @Test
  void directoryLockedByAnotherProcessIsRefusedUntilReleased() throws Exception {
    delete(output);
    try (ChildJvm other = ChildJvm.start("022", DirectoryHolder.class, output)) {
      assertEquals("held", other.line());
      assertFails(store, "another procsnap has locked " + output + ": stop one of the two");
      assertFails(store, "another procsnap has locked " + output + ": stop one of the two");
      other.kill();
    }
    LocalTree.publish(store, LocalTree.START.plusSeconds(300));
  }

  @Test
  @NeedsRoot("it mounts a file system")
  @Needs("mount")
  void unmountedDiskIsRefused() throws Exception {
    Path mountPoint = Files.createDirectory(parent.resolve("mnt"));
    try (SmallDisk disk = SmallDisk.mountedAt(mountPoint);
        LocalTree onDisk = new LocalTree(disk.path().resolve("out"))) {
      SnapshotStore toDisk = onDisk.opened();
      disk.unmount();
      assertFails(toDisk, "is no longer on the file system of this trace: mount it again");
      assertEquals(Set.of(), LocalTree.names(mountPoint));
    }
  }

  @Test
  void fileInItsPlaceStaysAsItIs() throws Exception {
    delete(output);
    Files.writeString(output, "theirs");
    assertThrows(StoreException.class, () -> store.draft(LocalTree.START));
    assertEquals("theirs", Files.readString(output));
  }

  private static void assertFails(SnapshotStore store, String why) {
    StoreException failure = assertThrows(StoreException.class, () -> store.draft(LocalTree.START));
    assertTrue(String.valueOf(failure.getMessage()).endsWith(why), failure::toString);
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
