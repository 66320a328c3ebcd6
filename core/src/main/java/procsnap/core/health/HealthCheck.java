package procsnap.core.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import procsnap.core.health.HealthProblem.NotRecording;
import procsnap.core.health.HealthProblem.SnapshotFailed;
import procsnap.core.health.HealthProblem.SnapshotOverdue;
import procsnap.core.health.HealthProblem.UploadStalled;
import procsnap.core.health.TraceStatus.UploadStatus;

/**
 * Decides whether a trace is healthy. It relies on what the trace has reported, and on the clock,
 * for a trace that hangs reports nothing.
 */
public final class HealthCheck {

  /** A snapshot may be this late, or as late as its interval if that is less. */
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);

  /** A snapshot may be this late, however short its interval is. */
  private static final Duration SHORTEST_DELAY = Duration.ofSeconds(3);

  /** A store may be unreachable for this long: outages pass. */
  private static final Duration LONGEST_OUTAGE = Duration.ofHours(1);

  private HealthCheck() {}

  /**
   * Reasons why a trace is unhealthy; none when it is healthy.
   *
   * @param reported last status in the output directory, if there is one
   * @param holder pid of the running process that holds the directory, if there is one
   * @param paused whether recording is paused
   * @param nowNanos monotonic time
   */
  public static List<HealthProblem> problems(
      Optional<TraceStatus> reported, OptionalLong holder, boolean paused, long nowNanos) {
    if (reported.isEmpty() || holder.isEmpty() || reported.get().pid() != holder.getAsLong()) {
      return List.of(new NotRecording());
    }
    TraceStatus status = reported.get();
    List<HealthProblem> problems = new ArrayList<>();
    Duration late = Duration.ofNanos(nowNanos - status.nextSnapshotNanos());
    if (late.compareTo(allowedDelay(status.interval())) > 0) {
      problems.add(new SnapshotOverdue(late));
    }
    if (!paused) {
      status.failure().ifPresent(cause -> problems.add(new SnapshotFailed(cause)));
    }
    status.upload().ifPresent(upload -> addIfStalled(upload, nowNanos, problems));
    return problems;
  }

  private static Duration allowedDelay(Duration interval) {
    if (interval.compareTo(LONGEST_DELAY) > 0) {
      return LONGEST_DELAY;
    }
    return interval.compareTo(SHORTEST_DELAY) > 0 ? interval : SHORTEST_DELAY;
  }

  private static void addIfStalled(
      UploadStatus upload, long nowNanos, List<HealthProblem> problems) {
    Duration since = Duration.ofNanos(nowNanos - upload.sinceNanos());
    boolean stalled =
        switch (upload.state()) {
          case HEALTHY -> false;
          case UNREACHABLE -> since.compareTo(LONGEST_OUTAGE) > 0;
          case REJECTED -> true;
        };
    if (stalled) {
      problems.add(
          new UploadStalled(upload.state(), since, upload.problem().orElse("unknown cause")));
    }
  }
}
