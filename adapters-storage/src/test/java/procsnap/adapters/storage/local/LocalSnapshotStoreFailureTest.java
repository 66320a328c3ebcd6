package procsnap.adapters.storage.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static procsnap.core.trace.SnapshotFactsBuilder.facts;
import static procsnap.core.trace.SnapshotRows.row;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import procsnap.adapters.format.csv.CsvTexts;
import procsnap.core.port.SnapshotStore;
import procsnap.core.port.SnapshotStore.Draft;
import procsnap.core.port.StoreException;
import procsnap.core.trace.TraceDescriptions;
import procsnap.core.trace.TraceEnd;

/** Failures of the local store: none leaves anything incomplete. */
final class LocalSnapshotStoreFailureTest {

  private static final String MANIFEST_PART = ".process_20261122_101500_123.json.part";
  private static final String PART = ".process_20261122_101500_123.csv.part";

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
  void draftIsAPartUntilItIsClosed() throws Exception {
    SnapshotStore store = tree.opened();
    try (Draft draft = store.draft(LocalTree.START)) {
      draft.add(row(1).build());
      assertEquals(Set.of(PART), LocalTree.names(tree.process()));
    }

    assertEquals(Set.of(), LocalTree.names(tree.process()));
  }

  @Test
  void directoryAtThePartOfAManifestTakesTheName() throws Exception {
    SnapshotStore store = tree.opened();
    Files.createDirectory(tree.process().resolve(MANIFEST_PART));

    assertEquals(
        "process_20261122_101500_123_2.csv", LocalTree.publish(store, LocalTree.START).name());

    assertEquals(
        Set.of(
            MANIFEST_PART,
            "process_20261122_101500_123_2.csv",
            "process_20261122_101500_123_2.json"),
        LocalTree.names(tree.process()));
  }

  @Test
  void traceEndsOnlyAfterOrphansOfAFailedSnapshotAreRecovered() throws Exception {
    SnapshotStore store = tree.opened();
    Path process = tree.process();
    try (Draft draft = store.draft(LocalTree.START)) {
      Files.delete(process.resolve(PART));
      assertThrows(StoreException.class, () -> draft.publish(facts().build()));
    }
    Files.writeString(process.resolve("process_20261122_101500_123.csv"), "alone");
    Path inTheWay = process.resolve("process_20261122_101500_123.csv.corrupt");
    Files.writeString(inTheWay, "theirs");
    TraceEnd end = TraceDescriptions.stoppedAt(LocalTree.START, 0);

    assertThrows(StoreException.class, () -> store.closeTrace(end));
    assertEquals(Set.of("manifest.json", "process"), LocalTree.names(tree.trace()));

    Files.delete(inTheWay);
    Files.writeString(tree.trace().resolve(".end.json.part"), "half");
    store.closeTrace(end);
    assertEquals(Set.of("manifest.json", "process", "end.json"), LocalTree.names(tree.trace()));
    assertEquals("alone", Files.readString(inTheWay), "quarantined");
  }

  @Test
  void linkAtTheNameOfThePartIsNotFollowed() throws Exception {
    SnapshotStore store = tree.opened();
    Path target = Files.writeString(directory.resolve("target"), "theirs");
    Files.createSymbolicLink(tree.process().resolve(PART), target);

    assertThrows(StoreException.class, () -> store.draft(LocalTree.START));

    assertEquals("theirs", Files.readString(target));
    assertTrue(Files.isSymbolicLink(tree.process().resolve(PART)));
  }

  @Test
  void fileInPlaceOfTheTreeFailsTheTrace() throws Exception {
    Files.writeString(directory.resolve("linux_trace_v3_test"), "theirs");

    assertThrows(StoreException.class, () -> tree.opened());

    assertEquals("theirs", Files.readString(directory.resolve("linux_trace_v3_test")));
  }

  @Test
  void partsOfACrashedTraceAreRemovedByTheNext() throws Exception {
    tree.opened().draft(LocalTree.START);
    Files.writeString(tree.trace().resolve(".end.json.part"), "{");
    assertEquals(Set.of(PART), LocalTree.names(tree.process()));

    openNext();

    assertEquals(Set.of("manifest.json", "process"), LocalTree.names(tree.trace()));
    assertEquals(Set.of(), LocalTree.names(tree.process()));
  }

  @Test
  void publishedFilesOfACrashedTraceStay() throws Exception {
    LocalTree.publish(tree.opened(), LocalTree.START);
    Set<String> published = LocalTree.names(tree.process());

    openNext();

    assertEquals(published, LocalTree.names(tree.process()));
  }

  @Test
  void unknownFilesStay() throws Exception {
    tree.opened();
    Set<String> theirs = Set.of("notes.txt", ".hidden", "x.part", ".part.txt", "part");
    for (String name : theirs) {
      Files.writeString(tree.process().resolve(name), "theirs");
      Files.writeString(tree.trace().resolve(name), "theirs");
      Files.writeString(tree.machine().resolve(name), "theirs");
    }

    openNext();

    assertEquals(theirs, LocalTree.names(tree.process()));
    assertTrue(LocalTree.names(tree.trace()).containsAll(theirs));
    assertTrue(LocalTree.names(tree.machine()).containsAll(theirs));
  }

  @Test
  void closedTraceIsNotTouched() throws Exception {
    SnapshotStore store = tree.opened();
    store.draft(LocalTree.START);
    store.closeTrace(TraceDescriptions.stoppedAt(LocalTree.START, 0));

    openNext();

    assertEquals(Set.of(PART), LocalTree.names(tree.process()));
  }

  /** A link to another directory is no request to clean up that directory. */
  @Test
  void linksToOtherDirectoriesAreNotFollowed() throws Exception {
    Path elsewhere = Files.createDirectories(directory.resolve("elsewhere"));
    Path inTrace = Files.writeString(elsewhere.resolve(PART), "theirs");
    Path inProcess =
        Files.writeString(Files.createDirectory(elsewhere.resolve("process")).resolve(PART), "t");
    Files.createDirectories(tree.machine());
    Files.createSymbolicLink(tree.trace(), elsewhere);

    openNext();

    assertTrue(Files.exists(inTrace, LinkOption.NOFOLLOW_LINKS));
    assertTrue(Files.exists(inProcess, LinkOption.NOFOLLOW_LINKS));
  }

  /** Procsnap creates only files under the name of a part. */
  @Test
  void directoryNamedLikeAPartIsIgnored() throws Exception {
    tree.opened();
    Path theirs = Files.createDirectory(tree.process().resolve(".theirs.part"));
    Files.writeString(theirs.resolve("notes.txt"), "theirs");

    openNext();

    assertEquals("theirs", Files.readString(theirs.resolve("notes.txt")));
  }

  private void openNext() throws StoreException {
    TreeRecovery.recover(tree.directory(), "linux_trace_v3_test");
    tree.store(CsvTexts.PLAIN)
        .openTrace(TraceDescriptions.startedAt(LocalTree.START.plusSeconds(60)));
  }
}
