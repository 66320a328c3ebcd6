package procsnap.core.trace;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * End of a trace, as in {@code end.json}.
 *
 * @param reason why it ended
 * @param endedAt wall-clock time of the end
 * @param snapshots snapshots published
 * @param rows rows in them
 * @param bytes size of their files
 * @param interrupted snapshots dropped because a stop was requested during the snapshot: 0 or 1
 * @param missed number of snapshots that were due and were not taken
 * @param missedSinceLast those after the last published snapshot, which no manifest of a snapshot
 *     lists
 */
public record TraceEnd(
    Reason reason,
    Instant endedAt,
    long snapshots,
    long rows,
    long bytes,
    int interrupted,
    long missed,
    List<MissedSnapshots> missedSinceLast) {

  /**
   * Whether the trace did not deliver: it ended by itself without any snapshot, or it was stopped
   * while every snapshot had failed for another reason than a pause. A trace that is stopped before
   * its first snapshot is due, or while it is paused, has not failed.
   */
  public boolean isFailure() {
    return snapshots == 0
        && (reason == Reason.FINISHED
            || missedSinceLast.stream().anyMatch(m -> m.reason() != MissedSnapshots.Reason.PAUSED));
  }

  /** Why a trace ended. */
  public enum Reason {
    /** Every planned snapshot was taken or missed. */
    FINISHED("finished"),
    /** A stop was requested. */
    STOPPED("stopped");

    private final String label;

    Reason(String label) {
      this.label = label;
    }

    /** Reason with that label. */
    public static Optional<Reason> ofLabel(String label) {
      for (Reason reason : values()) {
        if (reason.label.equals(label)) {
          return Optional.of(reason);
        }
      }
      return Optional.empty();
    }

    /** Word in {@code end.json}. */
    public String label() {
      return label;
    }
  }
}
