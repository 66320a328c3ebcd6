package procsnap.adapters.storage.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import procsnap.adapters.format.csv.CsvTexts;
import procsnap.core.port.QueuedObject;
import procsnap.core.port.SnapshotStore;
import procsnap.core.port.StoreException;
import procsnap.core.port.UploadQueue.Publication;
import procsnap.core.trace.TraceDescriptions;

/** Pending publications of a tree, their order, and removal after upload. */
final class LocalUploadQueueTest {

  private static final int PENDING =
      Integer.getInteger(
          "procsnap.fault.pending", Boolean.getBoolean("procsnap.fault.long") ? 50_000 : 10_000);

  private static final String TRACE =
      "linux_trace_v3_test/" + LocalTree.MACHINE_ID + "/" + LocalTree.STAMP + "/";

  @TempDir private Path directory;
  private LocalTree tree;

  @BeforeEach
  void hold() throws IOException {
    tree = new LocalTree(directory);
  }

  @AfterEach
  void release() throws IOException {
    tree.close();
  }

  @Test
  void nothingIsPendingInAnEmptyDirectory() throws StoreException {
    assertEquals(List.of(), oldest(queue()));
    assertEquals(0, queue().count());
  }

  @Test
  void pendingOrderIsManifestThenSnapshotsByAgeThenEnd() throws StoreException {
    recordTwoSnapshots();
    assertEquals(
        List.of(
            List.of(TRACE + "manifest.json"),
            List.of(TRACE + "process/" + file(".csv"), TRACE + "process/" + file(".json")),
            List.of(
                TRACE + "process/process_20261122_101501_123.csv",
                TRACE + "process/process_20261122_101501_123.json"),
            List.of(TRACE + "end.json")),
        oldest(queue()));
    assertEquals(4, queue().count());
    assertEquals(4, LocalUploadQueue.pending(directory, "linux_trace_v3_test"), "without the lock");
    assertEquals(0, LocalUploadQueue.pending(directory, "elsewhere"));
  }

  @Test
  void oldestRespectsLimitAndExclusions() throws StoreException {
    recordTwoSnapshots();
    LocalUploadQueue queue = queue();
    assertEquals(1, queue.oldest(1, name -> false).size());
    assertEquals(json(), queue.oldest(2, name -> false).get(1).name(), "the older of the two");
    assertEquals(3, queue.oldest(3, name -> false).size());
    assertEquals(4, queue.oldest(4, name -> false).size());
    List<Publication> second = queue.oldest(1, Set.of(TRACE + "manifest.json", json())::contains);
    assertEquals(TRACE + "process/process_20261122_101501_123.json", second.get(0).name());
  }

  @Test
  void snapshotWithoutManifestIsNotPending() throws IOException, StoreException {
    recordTwoSnapshots();
    Files.delete(directory.resolve(json()));
    assertEquals(3, queue().count());
    assertTrue(oldest(queue()).stream().noneMatch(names -> names.contains(csv())));
  }

  @Test
  void onlyTheManifestOfAHalfUploadedSnapshotIsPending() throws StoreException {
    recordTwoSnapshots();
    LocalUploadQueue queue = queue();
    object(queue, csv()).confirm();
    assertTrue(oldest(queue).contains(List.of(json())));
  }

  @Test
  void partsAndUnknownFilesAreNotPendingAndStay() throws IOException, StoreException {
    recordTwoSnapshots();
    Path process = tree.process();
    Files.createFile(process.resolve(".process_X.csv.part"));
    Files.createFile(process.resolve("notes.txt"));
    Files.createDirectories(directory.resolve("linux_trace_v3_test/M/lost+found"));
    Files.createFile(directory.resolve("linux_trace_v3_test/M/lost+found/manifest.json"));
    LocalUploadQueue queue = queue();
    assertEquals(4, queue.count());
    confirmAll(queue);
    assertEquals(List.of(), oldest(queue));
    assertEquals(Set.of(".process_X.csv.part", "notes.txt"), LocalTree.names(process));
  }

  @Test
  void confirmedFilesAndDirectoriesOfAnEndedTraceAreRemoved() throws IOException, StoreException {
    recordTwoSnapshots();
    LocalUploadQueue queue = queue();
    confirmAll(queue);
    assertEquals(List.of(), oldest(queue));
    assertEquals(Set.of(".lock", ".pid"), LocalTree.names(directory));
  }

  @Test
  void confirmedFilesAreMovedIfKept() throws IOException, StoreException {
    recordTwoSnapshots();
    byte[] before = Files.readAllBytes(directory.resolve(csv()));
    LocalUploadQueue queue =
        new LocalUploadQueue(tree.directory(), "linux_trace_v3_test", true, "file:///store");
    confirmAll(queue);
    assertEquals(0, queue.count());
    assertEquals(
        new String(before, StandardCharsets.UTF_8),
        Files.readString(directory.resolve("uploaded").resolve(csv())));
  }

  @Test
  void activeTraceKeepsItsDirectories() throws IOException, StoreException {
    LocalUploadQueue queue = queue();
    SnapshotStore store = tree.opened();
    LocalTree.publish(store, LocalTree.START);
    confirmAll(queue);
    assertEquals(List.of(), oldest(queue));
    assertTrue(Files.isDirectory(tree.process()));
    store.closeTrace(TraceDescriptions.stoppedAt(LocalTree.START, 1));
    confirmAll(queue);
    assertEquals(List.of(), oldest(queue));
    assertEquals(Set.of(".lock", ".pid"), LocalTree.names(directory));
  }

  @Test
  void tracesOfAllMachinesArePendingByAge() throws IOException, StoreException {
    List<List<String>> byAge = new ArrayList<>();
    for (int age = 10; age < 30; age++) {
      // Except for every second one, older traces have machine names that sort later.
      String machine = age % 2 == 0 ? "A" + age : "M" + (99 - age);
      String manifest = "linux_trace_v3_test/" + machine + "/202611" + age + "_101500_000/";
      Files.createDirectories(directory.resolve(manifest));
      Files.writeString(directory.resolve(manifest + "manifest.json"), "{}");
      byAge.add(List.of(manifest + "manifest.json"));
    }
    assertEquals(byAge, oldest(queue()));
    assertEquals(3, queue().oldest(3, name -> false).size());
  }

  @Test
  void directoriesWithOtherFilesStay() throws IOException, StoreException {
    recordTwoSnapshots();
    Path theirs = Files.writeString(tree.machine().resolve("notes.txt"), "theirs");
    LocalUploadQueue queue = queue();
    confirmAll(queue);
    assertEquals(List.of(), oldest(queue));
    assertEquals(Set.of("notes.txt"), LocalTree.names(tree.machine()));
    assertEquals("theirs", Files.readString(theirs));
  }

  @Test
  void missingFileCanBeNeitherReadNorConfirmed() throws IOException, StoreException {
    recordTwoSnapshots();
    LocalUploadQueue queue = queue();
    QueuedObject csv = object(queue, csv());
    csv.confirm();
    assertFails("does not exist", csv::content);
    assertFails("from the queue", csv::confirm);
  }

  @Test
  void fileInPlaceOfTheTreeIsAnEmptyQueue() throws IOException, StoreException {
    Files.writeString(directory.resolve("linux_trace_v3_test"), "theirs");
    assertEquals(0, queue().count());
    assertEquals(List.of(), oldest(queue()));
  }

  @Test
  void snapshotDamagedOnDiskIsNotUploaded() throws IOException, StoreException {
    recordTwoSnapshots();
    assertEquals(
        Files.size(directory.resolve(csv())),
        object(queue(), csv()).content().bytes(),
        "undamaged it is");
    byte[] bytes = Files.readAllBytes(directory.resolve(csv()));
    bytes[bytes.length / 2] ^= 1;
    Files.write(directory.resolve(csv()), bytes);
    assertFails(
        "damaged: size or CRC-32C differs from its manifest",
        () -> object(queue(), csv()).content());
    Files.writeString(directory.resolve(json()), "{}");
    assertFails("its manifest is damaged", () -> object(queue(), csv()).content());
  }

  @Test
  @Timeout(60)
  void pendingSnapshotsAreListedInAFewTimesTheTimeOfLookingAtEachFile()
      throws IOException, StoreException {
    recordTwoSnapshots();
    for (int i = 0; i < PENDING; i++) {
      String stem = String.format("process_20261123_%06d_000", i);
      Files.createFile(tree.process().resolve(stem + ".csv"));
      Files.createFile(tree.process().resolve(stem + ".json"));
    }
    // Minimum of three, because other tests run at the same time.
    long least = Long.MAX_VALUE;
    long leastToLook = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      long start = System.nanoTime();
      LocalUploadQueue queue = queue();
      assertEquals(PENDING + 4, queue.count());
      assertEquals(TRACE + "manifest.json", queue.oldest(500, name -> false).get(0).name());
      long listed = System.nanoTime();
      lookAtEachFile(tree.process());
      least = Math.min(least, listed - start);
      leastToLook = Math.min(leastToLook, System.nanoTime() - listed);
    }
    assertTrue(least < 6 * leastToLook, least + " ns, to look " + leastToLook + " ns");
  }

  private static void lookAtEachFile(Path directory) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      }
    }
  }

  private void recordTwoSnapshots() throws StoreException {
    SnapshotStore store = tree.store(CsvTexts.PLAIN);
    store.openTrace(TraceDescriptions.startedAt(LocalTree.START));
    LocalTree.publish(store, LocalTree.START);
    LocalTree.publish(store, LocalTree.START.plusSeconds(1));
    store.closeTrace(TraceDescriptions.stoppedAt(LocalTree.START, 2));
  }

  private static void assertFails(String why, Executable action) {
    StoreException failure = assertThrows(StoreException.class, action);
    assertTrue(String.valueOf(failure.getMessage()).contains(why), failure::toString);
  }

  private LocalUploadQueue queue() throws StoreException {
    return new LocalUploadQueue(tree.directory(), "linux_trace_v3_test", false, "file:///store");
  }

  private static List<List<String>> oldest(LocalUploadQueue queue) throws StoreException {
    return queue.oldest(100, name -> false).stream()
        .map(publication -> publication.objects().stream().map(QueuedObject::name).toList())
        .toList();
  }

  private static QueuedObject object(LocalUploadQueue queue, String name) throws StoreException {
    return queue.oldest(100, any -> false).stream()
        .flatMap(publication -> publication.objects().stream())
        .filter(object -> object.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static void confirmAll(LocalUploadQueue queue) throws StoreException {
    for (Publication publication : queue.oldest(100, name -> false)) {
      for (QueuedObject object : publication.objects()) {
        object.confirm();
      }
    }
  }

  private static String file(String ending) {
    return "process_" + LocalTree.STAMP + ending;
  }

  private static String csv() {
    return TRACE + "process/" + file(".csv");
  }

  private static String json() {
    return TRACE + "process/" + file(".json");
  }
}
