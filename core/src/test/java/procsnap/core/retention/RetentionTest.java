package procsnap.core.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import procsnap.core.port.FakeProcessTable;
import procsnap.core.port.InMemoryRetainedSnapshots;
import procsnap.core.record.SnapshotOutcome;
import procsnap.core.time.FakeTime;
import procsnap.core.trace.MissedSnapshots.Reason;
import procsnap.core.trace.SnapshotFactsBuilder;
import procsnap.core.trace.StoredSnapshot;
import procsnap.core.trace.TraceDescriptions;

/** What a trace deletes as it goes on, and when it no longer trusts the wall clock. */
class RetentionTest {

  private static final Instant BOOT = Instant.EPOCH;
  private static final long FIVE_MINUTES = Duration.ofMinutes(5).toNanos();
  private static final RetentionLimits AN_HOUR =
      new RetentionLimits(Optional.of(Duration.ofHours(1)), OptionalLong.empty(), true);

  private final FakeTime time = new FakeTime(BOOT);
  private final InMemoryRetainedSnapshots snapshots = new InMemoryRetainedSnapshots();
  private final List<String> events = new ArrayList<>();
  private RetentionLimits limits = AN_HOUR;
  private final Retention retention =
      new Retention(
          snapshots, () -> limits, new FakeProcessTable(time), time, new RecordedRetention());

  @Test
  void expiredSnapshotsAreDeletedAtTheStartAndAtEachSnapshot() {
    snapshots.publish(BOOT, 1_000);
    snapshots.publish(BOOT.plusSeconds(600), 1_000);
    time.pass(Duration.ofMinutes(61).toNanos());
    start();
    assertEquals(List.of("deleted 1"), events);
    time.pass(Duration.ofMinutes(8).toNanos());
    takeSnapshot();
    assertEquals(1, snapshots.kept().size());
    time.pass(Duration.ofMinutes(2).toNanos());
    retention.snapshot(2, new SnapshotOutcome.Failed(Reason.STORE, new IllegalStateException()));
    assertEquals(List.of("deleted 1", "deleted 1"), events);
  }

  @Test
  void sizeOfANewSnapshotCounts() {
    limits = maxBytes(10_000);
    snapshots.publish(BOOT, 5_000);
    start();
    snapshots.publish(BOOT.plusSeconds(1), 8_000);
    takeSnapshot();
    assertEquals(List.of("deleted 1"), events);
    assertEquals(BOOT.plusSeconds(1), snapshots.kept().get(0).publishedAt());
  }

  @Test
  void interruptedSnapshotCountsForNothing() {
    limits = maxBytes(10_000);
    snapshots.publish(BOOT, 9_000);
    start();
    for (int i = 0; i < 10; i++) {
      retention.snapshot(i, new SnapshotOutcome.Interrupted(3));
    }
    assertEquals(1, snapshots.listings());
  }

  @Test
  void limitsAreAskedForAtEachSnapshot() {
    limits = new RetentionLimits(Optional.empty(), OptionalLong.empty(), true);
    snapshots.publish(BOOT, 1_000);
    time.pass(Duration.ofHours(2).toNanos());
    start();
    assertEquals(List.of(), events);
    limits = AN_HOUR;
    takeSnapshot();
    assertEquals(List.of("deleted 1"), events);
  }

  @Test
  void clockSteppedForwardMakesNothingTooOld() {
    start();
    snapshots.publish(BOOT, 1_000);
    time.stepWallClock(Duration.ofDays(365).toNanos());
    takeSnapshot();
    takeSnapshot();
    assertEquals(List.of("clock stepped"), events, "reported once");
    assertEquals(1, snapshots.kept().size());
  }

  @Test
  void clockSteppedBackAndForthIsNotTrustedUntilTheNextStart() {
    start();
    snapshots.publish(BOOT, 1_000);
    time.stepWallClock(-Duration.ofDays(1).toNanos());
    takeSnapshot();
    time.stepWallClock(Duration.ofDays(1).toNanos());
    time.pass(Duration.ofHours(30).toNanos());
    takeSnapshot();
    assertEquals(List.of("clock stepped"), events);
    Retention restarted =
        new Retention(
            snapshots, () -> limits, new FakeProcessTable(time), time, new RecordedRetention());
    restarted.started(TraceDescriptions.startedAt(BOOT), "place");
    assertEquals(List.of("clock stepped", "deleted 1"), events);
  }

  @Test
  void clockSlewedByFiveMinutesIsTrusted() {
    snapshots.publish(BOOT, 1_000);
    start();
    time.pass(Duration.ofHours(2).toNanos());
    time.stepWallClock(-FIVE_MINUTES);
    takeSnapshot();
    assertEquals(List.of("deleted 1"), events);
    time.stepWallClock(-1);
    takeSnapshot();
    assertEquals(List.of("deleted 1", "clock stepped"), events);
  }

  @Test
  void sizeLimitAppliesAfterAStepToo() {
    limits = new RetentionLimits(AN_HOUR.age(), OptionalLong.of(1_500), true);
    start();
    snapshots.publish(BOOT, 1_000);
    snapshots.publish(BOOT.plusSeconds(1), 1_000);
    time.stepWallClock(Duration.ofDays(365).toNanos());
    takeSnapshot();
    assertEquals(List.of("clock stepped", "deleted 1"), events);
  }

  @Test
  void stepIsOnlyLookedForWhenAgesMatter() {
    limits = maxBytes(1L << 40);
    start();
    time.stepWallClock(Duration.ofDays(365).toNanos());
    takeSnapshot();
    assertEquals(List.of(), events);
  }

  @Test
  void failureIsReportedOnceUntilItChangesOrIsOver() {
    snapshots.publish(BOOT, 1_000);
    snapshots.failWith("disk error");
    time.pass(Duration.ofHours(2).toNanos());
    start();
    takeSnapshot();
    snapshots.failWith("read-only file system");
    takeSnapshot();
    snapshots.failWith("");
    takeSnapshot();
    snapshots.publish(BOOT, 1_000);
    snapshots.failWith("read-only file system");
    time.pass(Duration.ofHours(2).toNanos());
    takeSnapshot();
    assertEquals(
        List.of(
            "failed: disk error",
            "failed: read-only file system",
            "deleted 1",
            "failed: read-only file system"),
        events);
  }

  private void start() {
    retention.started(TraceDescriptions.startedAt(BOOT), "place");
  }

  private void takeSnapshot() {
    retention.snapshot(
        1,
        new SnapshotOutcome.Complete(
            SnapshotFactsBuilder.facts().build(), new StoredSnapshot("process.csv", 6_000)));
  }

  private static RetentionLimits maxBytes(long bytes) {
    return new RetentionLimits(Optional.empty(), OptionalLong.of(bytes), true);
  }

  private final class RecordedRetention implements RetentionEvents {

    @Override
    public void deleted(int count) {
      events.add("deleted " + count);
    }

    @Override
    public void clockStepped() {
      events.add("clock stepped");
    }

    @Override
    public void failed(Exception cause) {
      events.add("failed: " + cause.getMessage());
    }
  }
}
