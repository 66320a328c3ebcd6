package procsnap.core.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import procsnap.core.health.HealthProblem.NotRecording;
import procsnap.core.health.HealthProblem.SnapshotFailed;
import procsnap.core.health.HealthProblem.SnapshotOverdue;
import procsnap.core.health.HealthProblem.UploadStalled;
import procsnap.core.health.TraceStatus.UploadStatus;
import procsnap.core.time.FakeTime;
import procsnap.core.upload.StoreState;

/** When a trace is unhealthy, and why. */
class HealthCheckTest {

  private static final long PID = 42;
  private static final Duration INSTANT = Duration.ofNanos(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private final FakeTime time = new FakeTime(Instant.EPOCH);
  private Duration interval = Duration.ofMinutes(5);
  private Optional<String> failure = Optional.empty();
  private Optional<UploadStatus> upload = Optional.empty();
  private boolean paused;

  @Test
  void traceThatRecordsOnTimeIsHealthy() {
    assertEquals(List.of(), problems());
    upload = store(StoreState.HEALTHY, Optional.empty());
    time.pass(-Duration.ofMinutes(5).toNanos());
    assertEquals(List.of(), problems());
  }

  @Test
  void directoryWithoutARunningHolderIsNotRecordedInto() {
    assertEquals(List.of(new NotRecording()), problems(OptionalLong.empty()));
    assertEquals(List.of(new NotRecording()), problems(OptionalLong.of(PID + 1)));
    assertEquals(
        List.of(new NotRecording()),
        HealthCheck.problems(Optional.empty(), OptionalLong.of(PID), false, time.nanos()));
  }

  @Test
  void problemsOfATraceThatHasEndedDoNotMatter() {
    failure = Optional.of("disk full");
    upload = store(StoreState.REJECTED, Optional.of("access denied"));
    time.pass(HOUR.toNanos());
    assertEquals(List.of(new NotRecording()), problems(OptionalLong.empty()));
  }

  @Test
  void snapshotMayBeLateByHalfAMinute() {
    assertAllowedDelay(Duration.ofSeconds(30), Duration.ofMinutes(5));
    assertAllowedDelay(Duration.ofSeconds(30), Duration.ofMillis(30_001));
  }

  @Test
  void snapshotMayBeLateByAShorterInterval() {
    assertAllowedDelay(Duration.ofSeconds(30), Duration.ofSeconds(30));
    assertAllowedDelay(Duration.ofSeconds(10), Duration.ofSeconds(10));
    assertAllowedDelay(Duration.ofMillis(3_001), Duration.ofMillis(3_001));
  }

  @Test
  void snapshotMayAlwaysBeLateByThreeSeconds() {
    assertAllowedDelay(Duration.ofSeconds(3), Duration.ofSeconds(3));
    assertAllowedDelay(Duration.ofSeconds(3), Duration.ofSeconds(1));
    assertAllowedDelay(Duration.ofSeconds(3), Duration.ofMillis(1));
  }

  @Test
  void failedSnapshotIsAProblemExceptDuringAPause() {
    failure = Optional.of("disk full");
    assertEquals(List.of(new SnapshotFailed("disk full")), problems());
    paused = true;
    assertEquals(List.of(), problems());
  }

  @Test
  void overdueSnapshotIsAProblemDuringAPauseToo() {
    paused = true;
    time.pass(HOUR.toNanos());
    assertEquals(List.of(new SnapshotOverdue(HOUR)), problems());
  }

  @Test
  void unreachableStoreIsAProblemAfterAnHour() {
    interval = Duration.ofDays(1);
    upload = store(StoreState.UNREACHABLE, Optional.of("connection refused"));
    assertEquals(List.of(), problemsAfter(HOUR));
    Duration longer = HOUR.plus(INSTANT);
    assertEquals(
        List.of(new UploadStalled(StoreState.UNREACHABLE, longer, "connection refused")),
        problemsAfter(longer));
  }

  @Test
  void storeThatRejectsUploadsIsAProblemAtOnce() {
    upload = store(StoreState.REJECTED, Optional.of("access denied"));
    assertEquals(
        List.of(new UploadStalled(StoreState.REJECTED, Duration.ZERO, "access denied")),
        problems());
  }

  @Test
  void timeInAStateCountsFromItsBeginning() {
    long since = Duration.ofSeconds(2).toNanos();
    upload =
        Optional.of(
            new UploadStatus(
                "file:///store",
                StoreState.REJECTED,
                Optional.of("access denied"),
                since,
                Optional.empty()));
    time.pass(Duration.ofSeconds(3).toNanos());
    assertEquals(
        List.of(new UploadStalled(StoreState.REJECTED, Duration.ofSeconds(1), "access denied")),
        problems());
  }

  @Test
  void allProblemsAreReported() {
    failure = Optional.of("disk full");
    upload = store(StoreState.REJECTED, Optional.empty());
    time.pass(HOUR.toNanos());
    assertEquals(
        List.of(
            new SnapshotOverdue(HOUR),
            new SnapshotFailed("disk full"),
            new UploadStalled(StoreState.REJECTED, HOUR, "unknown cause")),
        problems());
  }

  private void assertAllowedDelay(Duration delay, Duration ofInterval) {
    interval = ofInterval;
    assertEquals(List.of(), problemsAfter(delay));
    Duration late = delay.plus(INSTANT);
    assertEquals(List.of(new SnapshotOverdue(late)), problemsAfter(late));
  }

  /** Problems that long after the next snapshot was due, and after the store came to its state. */
  private List<HealthProblem> problemsAfter(Duration passed) {
    return HealthCheck.problems(
        Optional.of(status(passed.compareTo(HOUR) < 0 ? 0 : passed.toNanos())),
        OptionalLong.of(PID),
        paused,
        passed.toNanos());
  }

  private List<HealthProblem> problems() {
    return problems(OptionalLong.of(PID));
  }

  private List<HealthProblem> problems(OptionalLong holder) {
    return HealthCheck.problems(Optional.of(status(0)), holder, paused, time.nanos());
  }

  private TraceStatus status(long nextSnapshotNanos) {
    return new TraceStatus(
        PID,
        Instant.EPOCH,
        "place",
        interval,
        nextSnapshotNanos,
        3,
        0,
        failure,
        Optional.empty(),
        upload,
        0,
        0);
  }

  private static Optional<UploadStatus> store(StoreState state, Optional<String> problem) {
    return Optional.of(new UploadStatus("file:///store", state, problem, 0, Optional.empty()));
  }
}
