package procsnap.core.health;

import java.time.Duration;
import procsnap.core.upload.StoreState;

/** A reason why a trace is unhealthy. */
public sealed interface HealthProblem {

  /** No trace is recording. */
  record NotRecording() implements HealthProblem {}

  /**
   * The next snapshot is overdue: the trace hangs or is suspended.
   *
   * @param by time since it was due
   */
  record SnapshotOverdue(Duration by) implements HealthProblem {}

  /**
   * The last snapshot failed.
   *
   * @param cause why it failed
   */
  record SnapshotFailed(String cause) implements HealthProblem {}

  /**
   * Nothing is uploaded.
   *
   * @param state state of the store, not healthy
   * @param since time in that state
   * @param problem what is wrong
   */
  record UploadStalled(StoreState state, Duration since, String problem) implements HealthProblem {}
}
