package procsnap.core.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import procsnap.core.port.FakeProcessTable;
import procsnap.core.port.InMemorySnapshotStore;
import procsnap.core.port.InMemorySnapshotStore.Published;
import procsnap.core.port.ProcessTableException;
import procsnap.core.port.StoreException;
import procsnap.core.privacy.CommandLinePolicy;
import procsnap.core.time.FakeTime;
import procsnap.core.time.StopSignal;
import procsnap.core.trace.MissedSnapshots;
import procsnap.core.trace.MissedSnapshots.Reason;
import procsnap.core.trace.TraceEnd;
import procsnap.core.trace.TracePlan;

/** Whole traces in fake time; the trace starts 1,000 s after boot. */
class TracerTest {

  private static final long SECOND = 1_000_000_000L;
  private static final long START = 1_000 * SECOND;

  private final FakeTime time = new FakeTime(Instant.parse("2026-01-01T00:00:00Z"));
  private final FakeProcessTable table = new FakeProcessTable(time);
  private final InMemorySnapshotStore store = new InMemorySnapshotStore();
  private final StopSignal stop = new StopSignal();
  private final RecordedEvents events = new RecordedEvents();

  @BeforeEach
  void oneProcess() {
    time.pass(START);
    table.start(1, 5);
  }

  @Test
  void firstSnapshotIsTakenAtOnceAndTheOthersOnTheGrid() throws Exception {
    TraceEnd end = run(Duration.ofMinutes(5), 3);
    assertEquals(
        List.of("started", "Complete 0", "Complete 1", "Complete 2", "ended"), events.recorded());
    assertEquals(List.of(0L, 300L, 600L), startSeconds());
    assertEquals(TraceEnd.Reason.FINISHED, end.reason());
    assertEquals(3, end.snapshots());
    assertEquals(3, end.rows());
    assertEquals(store.published().stream().mapToLong(p -> p.stored().bytes()).sum(), end.bytes());
    assertEquals(4, table.samples());
    assertEquals(end, store.end().orElseThrow());
  }

  @Test
  void stopWhileWaitingEndsTheTraceCleanly() throws Exception {
    time.wakeUpAt(
        due -> {
          if (due > START + 400 * SECOND) {
            stop.request();
          }
          return due;
        });
    TraceEnd end = run(Duration.ofMinutes(5), Long.MAX_VALUE);
    assertEquals(TraceEnd.Reason.STOPPED, end.reason());
    assertEquals(2, end.snapshots());
    assertEquals(0, end.interrupted());
    assertEquals(0, end.missed());
  }

  @Test
  void stopDuringASnapshotIsReportedAndCounted() throws Exception {
    table.beforeEach(
        index -> {
          if (table.scans() == 2) {
            stop.request();
          }
        });
    TraceEnd end = run(Duration.ofMinutes(5), Long.MAX_VALUE);
    assertEquals(List.of("started", "Complete 0", "Interrupted 1", "ended"), events.recorded());
    assertEquals(1, end.interrupted());
    assertEquals(1, end.snapshots());
    assertEquals(TraceEnd.Reason.STOPPED, end.reason());
  }

  @Test
  void eightHoursOfSuspendAreOneRunOfMissedSnapshotsAndTheCadenceIsKept() throws Exception {
    time.wakeUpAt(due -> due == START + 600 * SECOND ? due + 8 * 3_600 * SECOND : due);
    TraceEnd end = run(Duration.ofMinutes(5), 101);
    // Snapshot 98 is due when the machine wakes up; 2 to 97 are skipped.
    assertEquals(
        List.of("Complete 1", "skipped 2 to 97", "Complete 98", "Complete 99"),
        events.recorded().subList(2, 6));
    MissedSnapshots missed = new MissedSnapshots(2, 97, Reason.LATE);
    assertEquals(List.of(missed), store.published().get(2).facts().missedBefore());
    assertEquals(List.of(), store.published().get(3).facts().missedBefore());
    assertEquals(96, end.missed());
    assertEquals(List.of(0L, 300L, 29_400L, 29_700L, 30_000L), startSeconds());
  }

  @Test
  void storeFailuresAreRecordedInTheManifestOfTheNextSnapshot() throws Exception {
    List<Long> failing = new ArrayList<>(List.of(1L, 2L));
    time.wakeUpAt(
        due -> {
          if (failing.contains((due - START) / (300 * SECOND))) {
            store.failAtDraft();
          } else {
            store.recover();
          }
          return due;
        });
    TraceEnd end = run(Duration.ofMinutes(5), 4);
    assertEquals(
        List.of("started", "Complete 0", "Failed 1", "Failed 2", "Complete 3", "ended"),
        events.recorded());
    assertEquals(
        List.of(new MissedSnapshots(1, 2, Reason.STORE)),
        store.published().get(1).facts().missedBefore());
    assertEquals(2, end.missed());
    assertEquals(List.of(), end.missedSinceLast());
  }

  @Test
  void missedSnapshotsAfterTheLastManifestAreRecordedInTheEnd() throws Exception {
    store.failAtPublish();
    TraceEnd end = run(Duration.ofMinutes(5), 2);
    assertEquals(List.of(new MissedSnapshots(0, 1, Reason.STORE)), end.missedSinceLast());
    assertEquals(0, end.snapshots());
  }

  @Test
  void runsMissedForDifferentReasonsAreRecordedSeparately() throws Exception {
    time.wakeUpAt(
        due -> {
          table.broken(due >= START + 400 * SECOND);
          store.failAtDraft();
          return due;
        });
    TraceEnd end = run(Duration.ofMinutes(5), 4);
    assertEquals(
        List.of(
            new MissedSnapshots(1, 1, Reason.STORE),
            new MissedSnapshots(2, 3, Reason.PROCESS_TABLE)),
        end.missedSinceLast());
    assertEquals(3, end.missed());
  }

  @Test
  void unwritableEndIsReportedBeforeTheEnd() throws Exception {
    store.failAtClose();
    TraceEnd end = run(Duration.ofMinutes(5), 1);
    assertEquals(List.of("started", "Complete 0", "end not written", "ended"), events.recorded());
    assertEquals(TraceEnd.Reason.FINISHED, end.reason());
  }

  @Test
  void everyListenerReceivesEveryEvent() throws Exception {
    RecordedEvents other = new RecordedEvents();
    time.wakeUpAt(
        due -> {
          table.broken(due < START + 200 * SECOND);
          return due < START + 600 * SECOND ? due : due + 300 * SECOND;
        });
    store.failAtClose();
    TracePlan plan =
        new TracePlan(
            Duration.ZERO, Duration.ofMinutes(5), 4, Set.of(), new CommandLinePolicy.Clear());
    new Tracer(table, store, time, stop, TraceEvents.all(List.of(events, other)))
        .run(plan, Map.of());
    assertEquals(
        List.of("started", "Complete 0", "sample failed"), other.recorded().subList(0, 3), "began");
    assertEquals(List.of("end not written", "ended"), other.recorded().subList(6, 8), "ended");
    assertEquals(events.recorded(), other.recorded());
  }

  @Test
  void temporarilyUnreadableTableMissesOnlyItsSnapshots() throws Exception {
    time.wakeUpAt(
        due -> {
          table.broken(due < START + 500 * SECOND);
          return due;
        });
    TraceEnd end = run(Duration.ofMinutes(5), 3);
    assertEquals(
        List.of(
            "started",
            "Complete 0",
            "sample failed",
            "sample failed",
            "Failed 1",
            "sample failed",
            "Complete 2",
            "ended"),
        events.recorded());
    assertEquals(1, end.missed());
  }

  @Test
  void steppedWallClockChangesOnlyLabels() throws Exception {
    time.wakeUpAt(
        due -> {
          time.stepWallClock(-Duration.ofDays(3_650).toNanos());
          return due;
        });
    run(Duration.ofMinutes(5), 3);
    assertEquals(List.of(0L, 300L, 600L), startSeconds());
    List<Published> published = store.published();
    assertEquals(1, published.stream().map(p -> p.rows().get(0).createdAt()).distinct().count());
  }

  @Test
  void leadIsMeasuredBeforeTheOnlySnapshot() throws Exception {
    TracePlan plan =
        new TracePlan(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            1,
            Set.of(),
            new CommandLinePolicy.Clear());
    tracer().run(plan, Map.of());
    assertEquals(List.of(5L), startSeconds());
    assertEquals(0.0, store.published().get(0).rows().get(0).cpu().fiveSeconds().orElseThrow());
  }

  private TraceEnd run(Duration interval, long snapshots)
      throws ProcessTableException, StoreException {
    return tracer()
        .run(
            new TracePlan(
                Duration.ZERO, interval, snapshots, Set.of(), new CommandLinePolicy.Clear()),
            Map.of());
  }

  private Tracer tracer() {
    return new Tracer(table, store, time, stop, events);
  }

  private List<Long> startSeconds() {
    return store.published().stream()
        .map(published -> (published.facts().monotonicNanos() - START) / SECOND)
        .toList();
  }
}
