package procsnap.adapters.storage.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import procsnap.adapters.storage.local.SnapshotPruner.KeptSnapshot;
import procsnap.core.port.QueuedObject;
import procsnap.core.port.SnapshotStore;
import procsnap.core.port.StoreException;
import procsnap.core.retention.RetentionLimits;
import procsnap.core.retention.SnapshotExpiry;
import procsnap.core.trace.MissedSnapshots;
import procsnap.core.trace.MissedSnapshots.Reason;
import procsnap.core.trace.TraceDescriptions;
import procsnap.core.verify.TraceReport;

/** Deletion of snapshots taken at 0, 5, ... min from a tree, and the record of it. */
class SnapshotPrunerTest {

  private static final Instant START = LocalTree.START;
  private static final RetentionLimits TEN_MINUTES =
      new RetentionLimits(Optional.of(Duration.ofMinutes(10)), OptionalLong.empty(), true);

  @TempDir private Path directory;

  private LocalTree tree;
  private SnapshotPruner pruner;
  private SnapshotExpiry<KeptSnapshot> snapshots;
  private SnapshotStore store;

  @BeforeEach
  void holdTheDirectory() throws Exception {
    tree = new LocalTree(directory);
    pruner = new SnapshotPruner(tree.directory(), "linux_trace_v3_test");
    snapshots = new SnapshotExpiry<>(pruner);
    store = tree.opened();
  }

  @AfterEach
  void releaseTheDirectory() {
    tree.close();
  }

  @Test
  void snapshotsThatAreTooOldAreDeletedAndTheRestIsHealthy() throws Exception {
    takeFirst(6);
    assertEquals(3, snapshots.expire(TEN_MINUTES, START.plusSeconds(1_400)));
    TraceReport report = VerifiedTree.of(directory).total();
    assertEquals(3, report.complete());
    assertEquals(3, report.expired());
    assertTrue(report.isHealthy(), report::toString);
    // Each expires in its turn, without another look at the tree.
    assertEquals(1, snapshots.expire(TEN_MINUTES, START.plusSeconds(1_510)));
    assertEquals(0, snapshots.expire(TEN_MINUTES, START.plusSeconds(1_520)));
    assertEquals(List.of(), VerifiedTree.of(directory).findings());
  }

  @Test
  void damagedRecordOfWhatExpiredIsKeptBesideTheNext() throws Exception {
    takeFirst(6);
    Path record = tree.trace().resolve("expired.json");
    Files.writeString(record, "{\"half\": ");
    assertEquals(3, snapshots.expire(TEN_MINUTES, START.plusSeconds(1_400)));
    assertEquals("{\"half\": ", Files.readString(record.resolveSibling("expired.json.corrupt")));
    assertEquals(3, VerifiedTree.of(directory).total().expired());
    Files.writeString(record, "another damage");
    assertEquals(1, snapshots.expire(TEN_MINUTES, START.plusSeconds(1_510)));
    assertEquals("{\"half\": ", Files.readString(record.resolveSibling("expired.json.corrupt")));
  }

  @Test
  void oldestAreDeletedWhenAllTogetherAreTooLarge() throws Exception {
    takeFirst(6);
    RetentionLimits limit = ofSize(4 * sizeOfEach());
    snapshots.expire(limit, START.plusSeconds(1_500));
    Set<String> left = LocalTree.names(tree.process());
    assertEquals(6, left.size(), left::toString);
    assertFalse(left.contains(SixSnapshots.name(2, ".csv")), left::toString);
    assertEquals(List.of(), VerifiedTree.of(directory).findings());
    snapshots.published(1);
    assertEquals(0, snapshots.expire(limit, START.plusSeconds(1_500)), "it is known now");
  }

  @Test
  void sizeThatIsReachedAndNotExceededDeletesNothing() throws Exception {
    takeFirst(6);
    long all = 6 * sizeOfEach();
    assertEquals(0, snapshots.expire(ofSize(all), START.plusSeconds(1_500)));
    assertEquals(1, snapshots.expire(ofSize(all - 1), START.plusSeconds(1_500)));
  }

  @Test
  void newSnapshotsCountUntilTheyAreTooMany() throws Exception {
    takeFirst(4);
    RetentionLimits limit = ofSize(5 * sizeOfEach());
    assertEquals(0, snapshots.expire(limit, START.plusSeconds(900)));
    takeAndCount(4);
    assertEquals(0, snapshots.expire(limit, START.plusSeconds(1_200)), "five are allowed");
    takeAndCount(5);
    assertEquals(2, snapshots.expire(limit, START.plusSeconds(1_500)), "a little room is left");
  }

  @Test
  void treeIsListedAgainAfterTheAgeOrAnHour() throws Exception {
    Instant first = START.plusSeconds(1_000);
    assertEquals(0, snapshots.expire(TEN_MINUTES, first));
    take(0);
    assertEquals(0, snapshots.expire(TEN_MINUTES, first.plusSeconds(599)), "not listed yet");
    assertEquals(1, snapshots.expire(TEN_MINUTES, first.plusSeconds(600)));

    SnapshotExpiry<KeptSnapshot> others = new SnapshotExpiry<>(pruner);
    RetentionLimits month =
        new RetentionLimits(Optional.of(Duration.ofDays(30)), OptionalLong.empty(), true);
    Instant later = START.plus(Duration.ofDays(31));
    assertEquals(0, others.expire(month, later));
    take(1);
    assertEquals(0, others.expire(month, later.plusSeconds(3_599)), "not listed yet");
    assertEquals(1, others.expire(month, later.plusSeconds(3_600)));
  }

  @Test
  void oldestOfVeryManyAreDeletedFirstAndInTheEndAll() throws Exception {
    for (int i = 0; i < 300; i++) {
      old(tree.process().resolve(numbered(i)), START.plusSeconds(i));
    }
    assertEquals(10, snapshots.expire(TEN_MINUTES, START.plusSeconds(610)));
    Set<String> left = LocalTree.names(tree.process());
    assertFalse(left.contains(numbered(9)));
    assertTrue(left.contains(numbered(10)));
    // More than are known at a time, and before another listing is due.
    assertEquals(290, snapshots.expire(TEN_MINUTES, START.plusSeconds(1_200)));
  }

  @Test
  void filesOutsideTracesOrBehindALinkAreKept() throws Exception {
    Path noTrace = old(tree.machine().resolve("notes/process/process_X.json"), START);
    Path elsewhere = old(directory.resolve("elsewhere/process/process_X.json"), START);
    Files.createSymbolicLink(
        tree.machine().resolve("20261101_000000_000"), directory.resolve("elsewhere"));
    assertEquals(0, snapshots.expire(TEN_MINUTES, START.plusSeconds(10_000)));
    assertTrue(Files.exists(noTrace) && Files.exists(elsewhere));
  }

  @Test
  void unsentSnapshotsStayUnlessTheLimitsIncludeThem() throws Exception {
    take(0);
    RetentionLimits limit = new RetentionLimits(TEN_MINUTES.age(), OptionalLong.of(1), false);
    assertEquals(0, snapshots.expire(limit, START.plusSeconds(100_000)));
    assertEquals(1, VerifiedTree.of(directory).total().complete());
    LocalUploadQueue queue =
        new LocalUploadQueue(tree.directory(), "linux_trace_v3_test", true, "file:///store");
    for (QueuedObject object : queue.oldest(9, name -> false).get(1).objects()) {
      object.confirm();
    }
    assertEquals(1, snapshots.expire(limit, START.plusSeconds(200_000)));
    Path uploaded = directory.resolve("uploaded").resolve(directory.relativize(tree.process()));
    assertEquals(Set.of(), LocalTree.names(uploaded));
  }

  @Test
  void endedTraceIsDeletedWithItsLastSnapshot() throws Exception {
    take(0);
    take(1);
    store.closeTrace(TraceDescriptions.stoppedAt(START, 2));
    assertEquals(1, snapshots.expire(TEN_MINUTES, START.plusSeconds(800)));
    assertTrue(VerifiedTree.of(directory).total().isHealthy());
    assertEquals(1, snapshots.expire(TEN_MINUTES, START.plusSeconds(2_000)));
    assertEquals(Set.of(), LocalTree.names(tree.machine()));
  }

  @Test
  void numbersMissedBeforeADeletedSnapshotAreNotMissing() throws Exception {
    take(0);
    take(4, new MissedSnapshots(1, 3, Reason.LATE));
    take(5);
    store.closeTrace(TraceDescriptions.stoppedAt(START, 3));
    assertEquals(2, snapshots.expire(TEN_MINUTES, START.plusSeconds(1_900)));
    TraceReport report = VerifiedTree.of(directory).total();
    assertTrue(report.isHealthy(), report::toString);
    assertEquals(2, report.expired());
    // A snapshot that is lost is missing all the same.
    SixSnapshots.remove(
        tree.process().resolve(SixSnapshots.name(5, ".csv")),
        tree.process().resolve(SixSnapshots.name(5, ".json")));
    assertEquals(List.of("missing the last snapshot"), VerifiedTree.of(directory).findings());
  }

  @Test
  void deletionInterruptedByACrashIsFinished() throws Exception {
    take(0);
    take(1);
    snapshots.expire(TEN_MINUTES, START.plusSeconds(700));
    // As if the manifest had stayed.
    take(0);
    Files.delete(tree.process().resolve(SixSnapshots.name(0, ".csv")));
    assertEquals(
        List.of("orphaned " + LocalTree.STAMP + "/process/" + SixSnapshots.name(0, ".json")),
        VerifiedTree.of(tree.machine()).findings());
    SnapshotExpiry<KeptSnapshot> next = new SnapshotExpiry<>(pruner);
    assertEquals(1, next.expire(TEN_MINUTES, START.plusSeconds(700)));
    assertEquals(List.of(), VerifiedTree.of(directory).findings());
  }

  @Test
  void traceThatIsGoneAlreadyIsPassedOver() throws Exception {
    take(0);
    store.closeTrace(TraceDescriptions.stoppedAt(START, 1));
    List<KeptSnapshot> listed = pruner.list(9, true).oldest();
    pruner.expire(listed);
    assertEquals(Set.of(), LocalTree.names(tree.machine()));
    pruner.expire(listed);
    assertEquals(Set.of(), LocalTree.names(tree.machine()));
  }

  @Test
  void failureSaysWhatCouldNotBeDone() throws Exception {
    take(0);
    List<KeptSnapshot> listed = pruner.list(9, true).oldest();
    Path csv = tree.process().resolve(SixSnapshots.name(0, ".csv"));
    Files.delete(csv);
    Files.createDirectories(csv.resolve("not ours"));
    StoreException failure = assertThrows(StoreException.class, () -> pruner.expire(listed));
    String message = String.valueOf(failure.getMessage());
    assertTrue(message.startsWith("cannot delete old snapshots: "), message);
    assertTrue(message.contains(csv.toString()), message);
    assertTrue(Files.exists(listed.get(0).manifest()), "the rest is found again");
  }

  /** The upload thread deletes a file while it is being listed: a dangling link looks the same. */
  @Test
  void snapshotUploadedInTheMeantimeIsPassedOver() throws Exception {
    take(0);
    Path vanishing = tree.process().resolve(SixSnapshots.name(1, ".json"));
    Files.createSymbolicLink(vanishing, directory.resolve("nowhere"));
    assertEquals(1, snapshots.expire(TEN_MINUTES, START.plusSeconds(700)));
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

  private void takeAndCount(int number) throws Exception {
    take(number);
    snapshots.published(size(SixSnapshots.name(number, ".csv")));
  }

  /** Creates a manifest written at that time. */
  private static Path old(Path manifest, Instant at) throws IOException {
    Files.createDirectories(manifest.resolveSibling("."));
    Files.writeString(manifest, "{}");
    return Files.setLastModifiedTime(manifest, FileTime.from(at));
  }

  private static String numbered(int i) {
    return String.format("process_20261101_%06d_000.json", i);
  }

  private static RetentionLimits ofSize(long bytes) {
    return new RetentionLimits(Optional.empty(), OptionalLong.of(bytes), true);
  }

  private long sizeOfEach() throws IOException {
    return size(SixSnapshots.name(0, ".csv")) + size(SixSnapshots.name(0, ".json"));
  }

  private long size(String name) throws IOException {
    return Files.size(tree.process().resolve(name));
  }
}
