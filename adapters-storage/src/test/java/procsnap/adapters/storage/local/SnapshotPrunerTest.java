package procsnap.adapters.storage.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import procsnap.core.port.QueuedObject;
import procsnap.core.port.SnapshotStore;
import procsnap.core.trace.MissedSnapshots;
import procsnap.core.trace.MissedSnapshots.Reason;
import procsnap.core.trace.TraceDescriptions;
import procsnap.core.verify.TraceReport;

/** Snapshots at 0, 5, ... min that become old, and what is told of them. */
class SnapshotPrunerTest {

  private static final Instant START = LocalTree.START;
  private static final Retention TEN_MINUTES =
      new Retention(Optional.of(Duration.ofMinutes(10)), OptionalLong.empty(), true);

  @TempDir private Path directory;

  private LocalTree tree;
  private SnapshotPruner snapshots;
  private SnapshotStore store;

  @BeforeEach
  void holdTheDirectory() throws Exception {
    tree = new LocalTree(directory);
    snapshots = new SnapshotPruner(tree.directory(), "linux_trace_v3_test");
    store = tree.opened();
  }

  @AfterEach
  void letGo() {
    tree.close();
  }

  @Test
  void thoseThatAreTooOldGoAndTheRestIsWell() throws Exception {
    takeFirst(6);
    assertEquals(3, snapshots.remove(TEN_MINUTES, START.plusSeconds(1_400)));
    TraceReport report = VerifiedTree.of(directory).total();
    assertEquals(3, report.complete());
    assertEquals(3, report.expired());
    assertTrue(report.isHealthy(), report::toString);
    // Each has its turn, without another look at the tree.
    assertEquals(1, snapshots.remove(TEN_MINUTES, START.plusSeconds(1_510)));
    assertEquals(0, snapshots.remove(TEN_MINUTES, START.plusSeconds(1_520)));
    assertEquals(List.of(), VerifiedTree.of(directory).findings());
  }

  @Test
  void oldestGoWhenAllTogetherAreTooLarge() throws Exception {
    takeFirst(6);
    Retention limit = ofSize(4 * sizeOfEach());
    snapshots.remove(limit, START.plusSeconds(1_500));
    Set<String> left = LocalTree.names(tree.process());
    assertEquals(6, left.size(), left::toString);
    assertFalse(left.contains(SixSnapshots.name(2, ".csv")), left::toString);
    assertEquals(List.of(), VerifiedTree.of(directory).findings());
    snapshots.added(1);
    assertEquals(0, snapshots.remove(limit, START.plusSeconds(1_500)), "it is known now");
  }

  @Test
  void sizeThatIsReachedAndNotPassedIsNoReason() throws Exception {
    takeFirst(6);
    long all = 6 * sizeOfEach();
    assertEquals(0, snapshots.remove(ofSize(all), START.plusSeconds(1_500)));
    assertEquals(1, snapshots.remove(ofSize(all - 1), START.plusSeconds(1_500)));
  }

  @Test
  void newOnesAreReckonedWithUntilTheyAreTooMany() throws Exception {
    takeFirst(4);
    Retention limit = ofSize(5 * sizeOfEach());
    assertEquals(0, snapshots.remove(limit, START.plusSeconds(900)));
    takeAndTell(4);
    assertEquals(0, snapshots.remove(limit, START.plusSeconds(1_200)), "five are allowed");
    takeAndTell(5);
    assertEquals(2, snapshots.remove(limit, START.plusSeconds(1_500)), "a little room is left");
  }

  @Test
  void treeIsLookedThroughAgainAfterTheAgeOrAnHour() throws Exception {
    Instant first = START.plusSeconds(1_000);
    assertEquals(0, snapshots.remove(TEN_MINUTES, first));
    take(0);
    assertEquals(0, snapshots.remove(TEN_MINUTES, first.plusSeconds(599)), "not looked for yet");
    assertEquals(1, snapshots.remove(TEN_MINUTES, first.plusSeconds(600)));

    SnapshotPruner others = new SnapshotPruner(tree.directory(), "linux_trace_v3_test");
    Retention month = new Retention(Optional.of(Duration.ofDays(30)), OptionalLong.empty(), true);
    Instant later = START.plus(Duration.ofDays(31));
    assertEquals(0, others.remove(month, later));
    take(1);
    assertEquals(0, others.remove(month, later.plusSeconds(3_599)), "not looked for yet");
    assertEquals(1, others.remove(month, later.plusSeconds(3_600)));
  }

  @Test
  void oldestOfVeryManyGoFirstAndInTheEndAll() throws Exception {
    for (int i = 0; i < 300; i++) {
      old(tree.process().resolve(numbered(i)), START.plusSeconds(i));
    }
    assertEquals(10, snapshots.remove(TEN_MINUTES, START.plusSeconds(610)));
    Set<String> left = LocalTree.names(tree.process());
    assertFalse(left.contains(numbered(9)));
    assertTrue(left.contains(numbered(10)));
    // More than are known at a time, and before the tree is looked through for its own sake.
    assertEquals(290, snapshots.remove(TEN_MINUTES, START.plusSeconds(1_200)));
  }

  @Test
  void whatIsInNoTraceOrBehindALinkIsNotOurs() throws Exception {
    Path noTrace = old(tree.machine().resolve("notes/process/process_X.json"), START);
    Path elsewhere = old(directory.resolve("elsewhere/process/process_X.json"), START);
    Files.createSymbolicLink(
        tree.machine().resolve("20261101_000000_000"), directory.resolve("elsewhere"));
    assertEquals(0, snapshots.remove(TEN_MINUTES, START.plusSeconds(10_000)));
    assertTrue(Files.exists(noTrace) && Files.exists(elsewhere));
  }

  @Test
  void whatNoStoreHasStaysUnlessItIsAskedForByName() throws Exception {
    take(0);
    Retention limit = new Retention(TEN_MINUTES.age(), OptionalLong.of(1), false);
    assertEquals(0, snapshots.remove(limit, START.plusSeconds(100_000)));
    assertEquals(1, VerifiedTree.of(directory).total().complete());
    LocalUploadQueue queue =
        new LocalUploadQueue(tree.directory(), "linux_trace_v3_test", true, "file:///store");
    for (QueuedObject object : queue.oldest(9, name -> false).get(1).objects()) {
      object.confirm();
    }
    assertEquals(1, snapshots.remove(limit, START.plusSeconds(200_000)));
    Path uploaded = directory.resolve("uploaded").resolve(directory.relativize(tree.process()));
    assertEquals(Set.of(), LocalTree.names(uploaded));
  }

  @Test
  void traceThatHasEndedGoesWithItsLastSnapshot() throws Exception {
    take(0);
    take(1);
    store.closeTrace(TraceDescriptions.stoppedAt(START, 2));
    assertEquals(1, snapshots.remove(TEN_MINUTES, START.plusSeconds(800)));
    assertTrue(VerifiedTree.of(directory).total().isHealthy());
    assertEquals(1, snapshots.remove(TEN_MINUTES, START.plusSeconds(2_000)));
    assertEquals(Set.of(), LocalTree.names(tree.machine()));
  }

  @Test
  void snapshotsThatWereNotTakenBeforeOneThatGoesAreNotMissing() throws Exception {
    take(0);
    take(4, new MissedSnapshots(1, 3, Reason.LATE));
    take(5);
    store.closeTrace(TraceDescriptions.stoppedAt(START, 3));
    assertEquals(2, snapshots.remove(TEN_MINUTES, START.plusSeconds(1_900)));
    TraceReport report = VerifiedTree.of(directory).total();
    assertTrue(report.isHealthy(), report::toString);
    assertEquals(2, report.expired());
    // One that is lost is missing all the same.
    SixSnapshots.remove(
        tree.process().resolve(SixSnapshots.name(5, ".csv")),
        tree.process().resolve(SixSnapshots.name(5, ".json")));
    assertEquals(List.of("missing the last snapshot"), VerifiedTree.of(directory).findings());
  }

  @Test
  void removalThatACrashHasCutOffIsFinished() throws Exception {
    take(0);
    take(1);
    snapshots.remove(TEN_MINUTES, START.plusSeconds(700));
    // As if the manifest had stayed.
    take(0);
    Files.delete(tree.process().resolve(SixSnapshots.name(0, ".csv")));
    assertEquals(
        List.of("orphaned " + LocalTree.STAMP + "/process/" + SixSnapshots.name(0, ".json")),
        VerifiedTree.of(tree.machine()).findings());
    SnapshotPruner next = new SnapshotPruner(tree.directory(), "linux_trace_v3_test");
    assertEquals(1, next.remove(TEN_MINUTES, START.plusSeconds(700)));
    assertEquals(List.of(), VerifiedTree.of(directory).findings());
  }

  /** The uploading thread takes away what is just being looked at: as a link that leads nowhere. */
  @Test
  void snapshotThatIsUploadedMeanwhileIsNoOneToRemove() throws Exception {
    take(0);
    Path vanishing = tree.process().resolve(SixSnapshots.name(1, ".json"));
    Files.createSymbolicLink(vanishing, directory.resolve("nowhere"));
    assertEquals(1, snapshots.remove(TEN_MINUTES, START.plusSeconds(700)));
    assertEquals(Set.of(SixSnapshots.name(1, ".json")), LocalTree.names(tree.process()));
  }

  private void takeFirst(int count) throws Exception {
    for (int number = 0; number < count; number++) {
      take(number);
    }
  }

  private void take(int number, MissedSnapshots... missed) throws Exception {
    SixSnapshots.take(store, number, missed);
    Files.setLastModifiedTime(
        tree.process().resolve(SixSnapshots.name(number, ".json")),
        FileTime.from(START.plusSeconds(300L * number)));
  }

  private void takeAndTell(int number) throws Exception {
    take(number);
    snapshots.added(size(SixSnapshots.name(number, ".csv")));
  }

  /** A manifest that was written then. */
  private static Path old(Path manifest, Instant at) throws IOException {
    Files.createDirectories(manifest.resolveSibling("."));
    Files.writeString(manifest, "{}");
    return Files.setLastModifiedTime(manifest, FileTime.from(at));
  }

  private static String numbered(int i) {
    return String.format("process_20261101_%06d_000.json", i);
  }

  private static Retention ofSize(long bytes) {
    return new Retention(Optional.empty(), OptionalLong.of(bytes), true);
  }

  private long sizeOfEach() throws IOException {
    return size(SixSnapshots.name(0, ".csv")) + size(SixSnapshots.name(0, ".json"));
  }

  private long size(String name) throws IOException {
    return Files.size(tree.process().resolve(name));
  }
}
