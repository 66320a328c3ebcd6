package procsnap.adapters.storage.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static procsnap.core.trace.SnapshotFactsBuilder.facts;
import static procsnap.core.trace.SnapshotRows.row;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import procsnap.adapters.format.csv.CsvTexts;
import procsnap.adapters.storage.file.DurableFile;
import procsnap.core.port.SnapshotStore;
import procsnap.core.port.SnapshotStore.Draft;
import procsnap.core.port.StoreException;
import procsnap.core.trace.TraceDescriptions;
import procsnap.testing.Needs;
import procsnap.testing.NeedsRoot;

/** Local store on a real disk that is full. */
@NeedsRoot("it mounts a file system")
@Needs("mount")
final class LocalSnapshotStoreFullDiskTest {

  private static final int KIB = 1024;
  private static final int PAGE = 4 * KIB;

  /** Largest number of free pages that is tried; each smaller one is tried too. */
  private static final int PAGES =
      Integer.getInteger(
          "procsnap.fault.pages", Boolean.getBoolean("procsnap.fault.long") ? 256 : 32);

  private static final Set<String> PUBLISHED =
      Set.of("process_20261122_101500_123.csv", "process_20261122_101500_123.json");

  @TempDir private Path mountPoint;

  @Test
  void snapshotThatFillsTheDiskFailsAndLeavesNothing() throws Exception {
    try (SmallDisk disk = SmallDisk.mountedAt(mountPoint);
        LocalTree tree = new LocalTree(disk.path().resolve("out"))) {
      SnapshotStore store = tree.opened();

      StoreException failure = assertThrows(StoreException.class, () -> publishKib(store, 512));

      assertTrue(message(failure).endsWith("No space left on device"), () -> message(failure));
      assertEquals(Set.of(), LocalTree.names(tree.process()));
      // The space of the failed snapshot is free again.
      publishKibSoon(store, 100);
      assertEquals(PUBLISHED, LocalTree.names(tree.process()));
    }
  }

  @Test
  void nextSnapshotSucceedsOnceSpaceIsFree() throws Exception {
    try (SmallDisk disk = SmallDisk.mountedAt(mountPoint);
        LocalTree tree = new LocalTree(disk.path().resolve("out"))) {
      SnapshotStore store = tree.opened();
      Path ballast = fill(disk);
      assertThrows(StoreException.class, () -> publishKib(store, 8));
      assertThrows(StoreException.class, () -> publishKib(store, 0));
      assertEquals(Set.of(), LocalTree.names(tree.process()));

      Files.delete(ballast);
      publishKibSoon(store, 8);

      assertEquals(PUBLISHED, LocalTree.names(tree.process()));
    }
  }

  /** With one free page, the CSV fits and its manifest does not. */
  @Test
  void csvIsRemovedIfItsManifestDoesNotFit() throws Exception {
    try (SmallDisk disk = SmallDisk.mountedAt(mountPoint);
        LocalTree tree = new LocalTree(disk.path().resolve("out"))) {
      SnapshotStore store = tree.opened();
      Path ballast = fill(disk);
      leaveOnePageFree(ballast);
      // One page is enough for the CSV:
      DurableFile.write(tree.process().resolve("page"), "text");
      Files.delete(tree.process().resolve("page"));

      StoreException failure = assertThrows(StoreException.class, () -> publishKib(store, 0));

      assertTrue(message(failure).startsWith("cannot publish"), () -> message(failure));
      assertEquals(Set.of(), LocalTree.names(tree.process()));
    }
  }

  /** A compressed file begins with a header that is written at once. */
  @Test
  void compressedDraftWithoutSpaceLeavesNothing() throws Exception {
    try (SmallDisk disk = SmallDisk.mountedAt(mountPoint);
        LocalTree tree = new LocalTree(disk.path().resolve("out"))) {
      SnapshotStore store = tree.store(CsvTexts.GZIP);
      store.openTrace(TraceDescriptions.startedAt(LocalTree.START));
      fill(disk);

      StoreException failure =
          assertThrows(StoreException.class, () -> store.draft(LocalTree.START));

      assertTrue(message(failure).startsWith("cannot begin a snapshot"), () -> message(failure));
      assertEquals(Set.of(), LocalTree.names(tree.process()));
    }
  }

  @Test
  void traceThatCannotBeginLeavesNothing() throws Exception {
    try (SmallDisk disk = SmallDisk.mountedAt(mountPoint);
        LocalTree tree = new LocalTree(disk.path().resolve("out"))) {
      Files.createDirectories(tree.machine());
      Path ballast = fill(disk);

      assertThrows(StoreException.class, () -> tree.opened());
      assertEquals(Set.of(), LocalTree.names(tree.machine()));

      Files.delete(ballast);
      tree.opened();
      assertEquals(Set.of(LocalTree.STAMP), LocalTree.names(tree.machine()));
    }
  }

  /** There is space, but no inode for another file. */
  @Test
  void diskWithoutInodesCountsAsFullUntilInodesAreFree() throws Exception {
    try (SmallDisk disk = SmallDisk.mountedAt(mountPoint);
        LocalTree tree = new LocalTree(disk.path().resolve("out"))) {
      SnapshotStore store = tree.opened();
      Path ballast = Files.createDirectory(disk.path().resolve("ballast"));
      List<Path> files = new ArrayList<>();
      assertThrows(
          IOException.class,
          () -> {
            while (true) {
              files.add(Files.createFile(ballast.resolve(Integer.toString(files.size()))));
            }
          });

      StoreException failure = assertThrows(StoreException.class, () -> publishKib(store, 8));

      assertTrue(message(failure).endsWith("No space left on device"), () -> message(failure));
      assertEquals(Set.of(), LocalTree.names(tree.process()));
      // One inode for the CSV and one for its manifest; they are renamed if a second name does not
      // fit.
      Files.delete(files.get(1));
      assertThrows(StoreException.class, () -> publishKib(store, 8));
      assertEquals(Set.of(), LocalTree.names(tree.process()));
      Files.delete(files.get(2));
      publishKibSoon(store, 8);
      assertEquals(PUBLISHED, LocalTree.names(tree.process()));
    }
  }

  @Test
  void snapshotIsCompleteOrAbsentWhereverTheDiskFillsUp() throws Exception {
    int published = 0;
    try (SmallDisk disk = SmallDisk.mountedAt(mountPoint, 3 * PAGES * PAGE / KIB + 256);
        LocalTree tree = new LocalTree(disk.path().resolve("out"))) {
      SnapshotStore store = tree.opened();
      Path ballast = fill(disk);
      long full = Files.size(ballast);
      // On a busy machine the kernel holds back some pages.
      for (int free = 0; free <= PAGES || (published == 0 && free <= 2 * PAGES); free++) {
        truncate(ballast, full - (long) free * PAGE);
        try {
          publishKib(store, (PAGES - 3) * PAGE / KIB);
          published++;
          assertEquals(PUBLISHED, LocalTree.names(tree.process()), free + " pages");
          VerifiedTree whole = VerifiedTree.of(disk.path().resolve("out"));
          assertEquals(List.of(), whole.findings(), free + " pages");
          for (String name : PUBLISHED) {
            Files.delete(tree.process().resolve(name));
          }
        } catch (StoreException e) {
          assertTrue(message(e).endsWith("No space left on device"), () -> message(e));
          assertEquals(Set.of(), LocalTree.names(tree.process()), free + " pages");
        }
      }
    }
    assertTrue(published > 0 && published < 4, published + " fitted in");
  }

  private static void publishKib(SnapshotStore store, int kib) throws StoreException {
    try (Draft draft = store.draft(LocalTree.START)) {
      draft.add(row(1).commandLine("x".repeat(kib * KIB)).build());
      draft.publish(facts().startedAt(LocalTree.START).rows(1).build());
    }
  }

  /** A busy kernel counts freed pages of a tmpfs with a delay. */
  private static void publishKibSoon(SnapshotStore store, int kib) throws Exception {
    for (int tries = 1; ; tries++) {
      try {
        publishKib(store, kib);
        return;
      } catch (StoreException e) {
        if (tries == 100 || !message(e).endsWith("No space left on device")) {
          throw e;
        }
        Thread.sleep(50);
      }
    }
  }

  private static String message(StoreException failure) {
    return String.valueOf(failure.getMessage());
  }

  /** Fills the disk. */
  private static Path fill(SmallDisk disk) throws IOException {
    Path ballast = disk.path().resolve("ballast");
    assertThrows(
        IOException.class,
        () -> {
          try (OutputStream out = Files.newOutputStream(ballast)) {
            while (true) {
              out.write(new byte[KIB]);
            }
          }
        });
    return ballast;
  }

  private static void leaveOnePageFree(Path ballast) throws IOException {
    truncate(ballast, Files.size(ballast) - PAGE);
  }

  private static void truncate(Path ballast, long size) throws IOException {
    try (FileChannel channel = FileChannel.open(ballast, StandardOpenOption.WRITE)) {
      channel.truncate(size);
    }
  }
}
