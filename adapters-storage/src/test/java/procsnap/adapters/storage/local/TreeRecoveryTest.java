package procsnap.adapters.storage.local;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import procsnap.adapters.storage.local.TreeRecovery.Recovered;
import procsnap.core.port.SnapshotStore;
import procsnap.core.trace.TraceDescriptions;

/** Recovery of what crashes leave in a tree. */
final class TreeRecoveryTest {

  private static final Recovered NOTHING = new Recovered(0, 0, 0, 0);
  private static final String FIRST = "process_20261122_101500_123";
  private static final String SECOND = "process_20261122_102000_123";

  @TempDir private Path directory;
  private LocalTree tree;
  private SnapshotStore store;

  @BeforeEach
  void recordTwoSnapshotsWithoutEnd() throws Exception {
    tree = new LocalTree(directory);
    store = tree.opened();
    LocalTree.publish(store, LocalTree.START);
    LocalTree.publish(store, LocalTree.START.plusSeconds(300));
  }

  @AfterEach
  void release() throws IOException {
    tree.close();
  }

  @Test
  void healthyTreeIsUnchanged() throws Exception {
    Set<String> before = names();
    assertEquals(NOTHING, recover());
    assertTrue(recover().isEmpty());
    assertEquals(before, names());
  }

  @Test
  void partialCsvIsDiscarded() throws Exception {
    Files.writeString(part("process_20261122_102500_123.csv"), "timestamp,pid");
    assertEquals(new Recovered(0, 1, 0, 0), recover());
    assertHealthy(2);
  }

  @Test
  void sealedManifestIsPublished() throws Exception {
    byte[] manifest = Files.readAllBytes(file(SECOND + ".json"));
    Files.move(file(SECOND + ".json"), part(SECOND + ".json"));
    assertEquals(new Recovered(1, 0, 0, 0), recover());
    assertArrayEquals(manifest, Files.readAllBytes(file(SECOND + ".json")));
    assertHealthy(2);
  }

  @Test
  void partialManifestCertifiesNothing() throws Exception {
    String manifest = Files.readString(file(SECOND + ".json"));
    Files.delete(file(SECOND + ".json"));
    Files.writeString(part(SECOND + ".json"), manifest.substring(0, manifest.length() / 2));
    assertEquals(new Recovered(0, 1, 1, 0), recover());
    assertEquals(Set.of(FIRST + ".csv", FIRST + ".json", SECOND + ".csv.corrupt"), names());
  }

  @Test
  void manifestOfDifferentBytesCertifiesNothing() throws Exception {
    Files.move(file(SECOND + ".json"), part(SECOND + ".json"));
    Files.writeString(file(SECOND + ".csv"), "other bytes");
    assertEquals(new Recovered(0, 1, 1, 0), recover());
  }

  @Test
  void manifestOfAnotherSnapshotCertifiesNothing() throws Exception {
    Files.delete(file(SECOND + ".json"));
    Files.copy(file(FIRST + ".json"), part(SECOND + ".json"));
    assertEquals(new Recovered(0, 1, 1, 0), recover());
  }

  @Test
  void manifestWithoutItsCsvCertifiesNothing() throws Exception {
    Files.move(file(SECOND + ".json"), part(SECOND + ".json"));
    Files.delete(file(SECOND + ".csv"));
    assertEquals(new Recovered(0, 1, 0, 0), recover());
    assertEquals(Set.of(FIRST + ".csv", FIRST + ".json"), names());
  }

  @Test
  void anyRecoveryIsReported() {
    assertTrue(NOTHING.isEmpty());
    assertFalse(new Recovered(1, 0, 0, 0).isEmpty());
    assertFalse(new Recovered(1, 1, 0, 0).isEmpty());
    assertFalse(new Recovered(1, 0, 1, 0).isEmpty());
    assertFalse(new Recovered(1, 0, 0, 1).isEmpty());
  }

  @Test
  void secondNameOfAPublishedFileIsRemovedUncounted() throws Exception {
    Files.createLink(part(SECOND + ".csv"), file(SECOND + ".csv"));
    Files.createLink(part(SECOND + ".json"), file(SECOND + ".json"));
    assertEquals(NOTHING, recover());
    assertHealthy(2);
  }

  @Test
  void csvWithoutAManifestIsQuarantinedOnce() throws Exception {
    Files.delete(file(SECOND + ".json"));
    assertEquals(new Recovered(0, 0, 1, 0), recover());
    assertEquals(NOTHING, recover());
  }

  @Test
  void quarantineOverwritesNothing() throws Exception {
    Files.delete(file(SECOND + ".json"));
    Files.writeString(file(SECOND + ".csv.corrupt"), "theirs");
    assertEquals(new Recovered(0, 0, 0, 1), recover());
    assertEquals("theirs", Files.readString(file(SECOND + ".csv.corrupt")));
    assertTrue(Files.exists(file(SECOND + ".csv")));
  }

  @Test
  void traceThatHadNotBegunIsRemoved() throws Exception {
    Path trace = Files.createDirectories(tree.machine().resolve("20261122_101501_000/process"));
    Files.writeString(trace.resolveSibling(".manifest.json.part"), "{");
    Path emptier = Files.createDirectory(tree.machine().resolve("20261122_101501_001"));
    assertEquals(new Recovered(0, 1, 0, 0), recover());
    assertFalse(Files.exists(trace.getParent()));
    assertFalse(Files.exists(emptier));
    assertHealthy(2);
  }

  @Test
  void traceThatHadNotBegunKeepsUnknownFiles() throws Exception {
    Path trace = Files.createDirectories(tree.machine().resolve("20261122_101501_000"));
    Path notes = Files.writeString(trace.resolve("notes.txt"), "theirs");
    assertEquals(NOTHING, recover());
    assertEquals("theirs", Files.readString(notes));
  }

  @Test
  void traceWithOnlyItsManifestStays() throws Exception {
    for (String name : names()) {
      Files.delete(file(name));
    }
    assertEquals(NOTHING, recover());
    assertEquals(Set.of("manifest.json", "process"), LocalTree.names(tree.trace()));
  }

  @Test
  void secondNameOfTheEndIsRemoved() throws Exception {
    store.closeTrace(TraceDescriptions.stoppedAt(Instant.EPOCH, 2));
    Path end = tree.trace().resolve("end.json");
    Files.createLink(end.resolveSibling(".end.json.part"), end);
    assertEquals(NOTHING, recover());
    assertHealthy(2);
  }

  @Test
  void snapshotsOfEndedTracesAreNotRead() throws Exception {
    store.closeTrace(TraceDescriptions.stoppedAt(Instant.EPOCH, 2));
    Files.writeString(part("process_20261122_102500_123.csv"), "theirs");
    assertEquals(NOTHING, recover());
  }

  @Test
  void filesNotCreatedByProcsnapStay() throws Exception {
    Path elsewhere = Files.writeString(directory.resolve("elsewhere"), "theirs");
    Files.createSymbolicLink(part("process_20261122_102500_123.csv"), elsewhere);
    Files.writeString(file("process_notes.csv"), "theirs");
    Files.writeString(tree.machine().resolve("notes"), "theirs");
    Files.createDirectories(tree.machine().resolve("mine/process"));
    Set<String> before = names();
    assertEquals(NOTHING, recover());
    assertEquals(before, names());
    assertEquals("theirs", Files.readString(elsewhere));
  }

  private Recovered recover() {
    return TreeRecovery.recover(tree.directory(), "linux_trace_v3_test");
  }

  private void assertHealthy(int snapshots) throws Exception {
    VerifiedTree verified = VerifiedTree.of(directory);
    assertEquals(List.of(), verified.findings());
    assertEquals(snapshots, verified.total().complete());
  }

  private Path file(String name) {
    return tree.process().resolve(name);
  }

  private Path part(String name) {
    return tree.process().resolve("." + name + ".part");
  }

  private Set<String> names() throws IOException {
    return new TreeSet<>(LocalTree.names(tree.process()));
  }
}
