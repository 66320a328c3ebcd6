package procsnap.core.trace;

import java.time.Instant;
import java.util.List;

/**
 * How a trace ended, and what it came to.
 *
 * @param reason why it ended
 * @param endedAt wall-clock time of the end
 * @param snapshots snapshots published
 * @param rows rows in them
 * @param bytes size of their files
 * @param interrupted snapshots dropped because the stop came in between: 0 or 1
 * @param missed snapshots that should have been and were not
 * @param missedSinceLast those of them that no snapshot's manifest tells any more
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

  /** Why a trace ended. */
  public enum Reason {
    /** All snapshots that were asked for had their turn. */
    FINISHED("finished"),
    /** Somebody asked for the stop. */
    STOPPED("stopped");

    private final String label;

    Reason(String label) {
      this.label = label;
    }

    /** The word that is written. */
    public String label() {
      return label;
    }
  }
}
