package procsnap.core.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import procsnap.core.health.TraceStatus.LastSnapshot;
import procsnap.core.health.TraceStatus.LastUpload;
import procsnap.core.health.TraceStatus.UploadStatus;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.ObjectStoreException.Kind;
import procsnap.core.port.StoreException;
import procsnap.core.record.SnapshotOutcome;
import procsnap.core.time.FakeTime;
import procsnap.core.trace.MissedSnapshots;
import procsnap.core.trace.MissedSnapshots.Reason;
import procsnap.core.trace.RecorderCost;
import procsnap.core.trace.SnapshotFactsBuilder;
import procsnap.core.trace.StoredSnapshot;
import procsnap.core.trace.TraceDescription;
import procsnap.core.trace.TraceDescriptions;
import procsnap.core.trace.TracePlan;
import procsnap.core.upload.StoreState;

/** The status of a trace with a snapshot every 5 minutes, after each event. */
class StatusTrackerTest {

  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final long FIVE_MINUTES = Duration.ofMinutes(5).toNanos();

  private final FakeTime time = new FakeTime(START);
  private final List<TraceStatus> reported = new ArrayList<>();
  private final StatusTracker tracker =
      new StatusTracker(42, Optional.of("file:///store"), time, reported::add);

  @Test
  void startedTraceWaitsForItsFirstSnapshot() {
    time.pass(FIVE_MINUTES);
    tracker.started(TraceDescriptions.startedAt(START), "machine/trace");
    UploadStatus upload =
        new UploadStatus(
            "file:///store", StoreState.HEALTHY, Optional.empty(), 0, Optional.empty());
    TraceStatus expected =
        new TraceStatus(
            42,
            START,
            "machine/trace",
            Duration.ofMinutes(5),
            0,
            0,
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.of(upload),
            0,
            0);
    assertEquals(List.of(expected), reported);
    assertEquals(expected, tracker.status());
  }

  @Test
  void firstSnapshotIsDueAfterTheLeadOfTheTrace() {
    TraceDescription any = TraceDescriptions.startedAt(START);
    TracePlan plan =
        new TracePlan(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Long.MAX_VALUE,
            any.plan().columns(),
            any.plan().commandLines());
    tracker.started(
        new TraceDescription(
            START, 1_000, any.clock(), any.host(), any.visibility(), plan, any.settings()),
        "machine/trace");
    assertEquals(5_000_001_000L, last().nextSnapshotNanos());
    tracker.snapshot(0, new SnapshotOutcome.Interrupted(3));
    assertEquals(5_000_001_000L + FIVE_MINUTES, last().nextSnapshotNanos());
  }

  @Test
  void completeSnapshotsAreCountedAndTheirCostIsSummed() {
    start();
    complete(0, OptionalLong.of(15), OptionalLong.of(40 << 20));
    complete(1, OptionalLong.of(20), OptionalLong.of(50 << 20));
    TraceStatus status = last();
    assertEquals(2, status.snapshots());
    assertEquals(0, status.missed());
    assertEquals(35, status.cpuMillis());
    assertEquals(50 << 20, status.residentBytes());
    assertEquals(2 * FIVE_MINUTES, status.nextSnapshotNanos());
    assertEquals(
        Optional.of(
            new LastSnapshot(
                "process_1.csv", START.plusSeconds(300), 7, 1_234, Duration.ofMillis(12))),
        status.last());
  }

  @Test
  void costThatIsUnknownAddsNothing() {
    start();
    complete(0, OptionalLong.of(15), OptionalLong.of(40 << 20));
    complete(1, OptionalLong.empty(), OptionalLong.empty());
    assertEquals(15, last().cpuMillis());
    assertEquals(0, last().residentBytes());
  }

  @Test
  void failureIsKnownUntilTheNextCompleteSnapshot() {
    start();
    tracker.snapshot(0, new SnapshotOutcome.Failed(Reason.STORE, new Exception("disk full")));
    assertEquals(1, last().missed());
    assertEquals(Optional.of("disk full"), last().failure());
    assertEquals(FIVE_MINUTES, last().nextSnapshotNanos());
    tracker.snapshot(1, new SnapshotOutcome.Interrupted(3));
    assertEquals(1, last().missed());
    assertEquals(Optional.of("disk full"), last().failure());
    complete(2, OptionalLong.empty(), OptionalLong.empty());
    assertEquals(Optional.empty(), last().failure());
    assertEquals(1, last().missed());
  }

  @Test
  void skippedSnapshotsAreMissed() {
    start();
    tracker.skipped(new MissedSnapshots(3, 6, Reason.LATE));
    assertEquals(4, last().missed());
    assertEquals(7 * FIVE_MINUTES, last().nextSnapshotNanos());
  }

  @Test
  void stateOfTheStoreIsKnownWithItsBeginning() {
    start();
    time.pass(100);
    tracker.unreachable(new ObjectStoreException(Kind.TRANSIENT, "connection refused"));
    assertStore(StoreState.UNREACHABLE, Optional.of("connection refused"), 100);
    time.pass(100);
    tracker.rejected(new ObjectStoreException(Kind.PERMANENT, "access denied"));
    assertStore(StoreState.REJECTED, Optional.of("access denied"), 200);
    time.pass(100);
    tracker.recovered();
    assertStore(StoreState.HEALTHY, Optional.empty(), 300);
  }

  @Test
  void unreadableQueueIsReportedAsRejectedUntilItRecovers() {
    start();
    time.pass(100);
    tracker.unreachable(new ObjectStoreException(Kind.TRANSIENT, "connection refused"));
    time.pass(100);
    tracker.queueUnreadable(new StoreException("cannot list", new IllegalStateException()));
    assertStore(StoreState.REJECTED, Optional.of("cannot list"), 200);
    time.pass(100);
    tracker.queueRecovered();
    assertStore(StoreState.UNREACHABLE, Optional.of("connection refused"), 100);
  }

  @Test
  void lastUploadIsKnownWithItsTime() {
    start();
    time.pass(Duration.ofSeconds(9).toNanos());
    tracker.uploaded("a/b.csv", 12);
    assertEquals(
        Optional.of(new LastUpload("a/b.csv", START.plusSeconds(9))),
        last().upload().orElseThrow().last());
    assertEquals(StoreState.HEALTHY, last().upload().orElseThrow().state());
  }

  @Test
  void eachEventIsReportedOnce() {
    start();
    complete(0, OptionalLong.empty(), OptionalLong.empty());
    tracker.skipped(new MissedSnapshots(1, 1, Reason.LATE));
    tracker.uploaded("a", 1);
    tracker.recovered();
    assertEquals(5, reported.size());
  }

  @Test
  void withoutAStoreThereIsNoUpload() {
    StatusTracker alone = new StatusTracker(42, Optional.empty(), time, reported::add);
    alone.started(TraceDescriptions.startedAt(START), "machine/trace");
    assertEquals(Optional.empty(), last().upload());
  }

  private void start() {
    tracker.started(TraceDescriptions.startedAt(START), "machine/trace");
  }

  private void complete(int number, OptionalLong cpuMillis, OptionalLong residentBytes) {
    long scanNanos = Duration.ofMillis(12).toNanos();
    tracker.snapshot(
        number,
        new SnapshotOutcome.Complete(
            SnapshotFactsBuilder.facts()
                .startedAt(START.plusSeconds(300L * number))
                .rows(7)
                .cost(new RecorderCost(cpuMillis, residentBytes, scanNanos))
                .build(),
            new StoredSnapshot("process_" + number + ".csv", 1_234)));
  }

  private TraceStatus last() {
    return reported.get(reported.size() - 1);
  }

  private void assertStore(StoreState state, Optional<String> problem, long sinceNanos) {
    UploadStatus upload = last().upload().orElseThrow();
    assertEquals(state, upload.state());
    assertEquals(problem, upload.problem());
    assertEquals(sinceNanos, upload.sinceNanos());
  }
}
