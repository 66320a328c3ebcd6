package procsnap.core.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import procsnap.core.port.FakeProcessTable;
import procsnap.core.port.InMemorySnapshotStore;
import procsnap.core.port.ProcessTableException;
import procsnap.core.port.StoreException;
import procsnap.core.privacy.CommandLinePolicy;
import procsnap.core.time.FakeTime;
import procsnap.core.time.StopSignal;
import procsnap.core.trace.MissedSnapshots;
import procsnap.core.trace.MissedSnapshots.Reason;
import procsnap.core.trace.TraceEnd;
import procsnap.core.trace.TracePlan;

/** Controls of a trace that takes a snapshot every 300 s and starts 1,000 s after boot. */
class TraceControlTest {

  private static final long SECOND = 1_000_000_000L;
  private static final long START = 1_000 * SECOND;

  private final FakeTime time = new FakeTime(Instant.parse("2026-01-01T00:00:00Z"));
  private final FakeProcessTable table = new FakeProcessTable(time);
  private final InMemorySnapshotStore store = new InMemorySnapshotStore();
  private final InMemorySnapshotStore unplanned = new InMemorySnapshotStore();
  private final StopSignal stop = new StopSignal();
  private final RecordedEvents events = new RecordedEvents();
  private final RecordedEvents unplannedEvents = new RecordedEvents();

  @BeforeEach
  void oneProcess() {
    time.pass(START);
    table.start(1, 5);
  }

  @Test
  void pausedSnapshotsAreMissedAndNothingIsRead() throws Exception {
    boolean[] paused = {false};
    time.wakeUpAt(
        due -> {
          paused[0] = due > START + 200 * SECOND && due < START + 800 * SECOND;
          return due;
        });
    TraceControl control = new TraceControl(stop, () -> paused[0], () -> store, events);
    TraceEnd end = run(control, 4);
    assertEquals(List.of(0L, 900L), startSeconds());
    assertEquals(2, end.missed());
    assertEquals(
        List.of(new MissedSnapshots(1, 2, Reason.PAUSED)),
        store.published().get(1).facts().missedBefore());
    assertEquals(2, table.samples(), "180 s and 895 s after the start");
  }

  @Test
  void requestedSnapshotIsATraceOfItsOwn() throws Exception {
    TraceControl control = control();
    time.wakeUpAt(
        due -> {
          boolean first = due == START + 295 * SECOND && unplanned.published().isEmpty();
          if (first) {
            control.requestSnapshot();
          }
          return first ? due - 5 * SECOND : due;
        });
    run(control, 3);
    assertEquals(List.of(0L, 300L, 600L), startSeconds(), "the plan is unchanged");
    assertEquals(1, unplanned.published().size());
    assertEquals(0, unplanned.published().get(0).facts().number());
    assertEquals(List.of("started", "Complete 0", "ended"), unplannedEvents.recorded());
    assertEquals(1, unplanned.end().orElseThrow().snapshots());
    assertEquals(5, store.published().get(1).facts().windowReachNanos().size() + 2, "all windows");
  }

  @Test
  void failedRequestedSnapshotIsReportedAndThePlanContinues() throws Exception {
    unplanned.failAtOpen();
    TraceControl control = control();
    control.requestSnapshot();
    TraceEnd end = run(control, 2);
    assertEquals(List.of("start failed: simulated failure"), unplannedEvents.recorded());
    assertEquals(2, end.snapshots());
    assertEquals(0, end.missed(), "it is not part of the plan");
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void requestEndsTheWaitOfTheTrace() {
    control().requestSnapshot();
    stop.await(Duration.ofHours(1).toNanos());
    assertFalse(stop.requested());
  }

  /** Creates a control that never pauses. */
  private TraceControl control() {
    return new TraceControl(
        stop, () -> false, () -> unplanned, TraceEvents.all(List.of(unplannedEvents)));
  }

  private TraceEnd run(TraceControl control, long snapshots)
      throws ProcessTableException, StoreException {
    TracePlan plan =
        new TracePlan(
            Duration.ZERO,
            Duration.ofMinutes(5),
            snapshots,
            Set.of(),
            new CommandLinePolicy.Clear());
    return new Tracer(table, store, time, stop, events, control).run(plan, Map.of());
  }

  private List<Long> startSeconds() {
    return store.published().stream()
        .map(published -> (published.facts().monotonicNanos() - START) / SECOND)
        .toList();
  }
}
