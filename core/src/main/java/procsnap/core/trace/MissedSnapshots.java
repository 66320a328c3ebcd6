package procsnap.core.trace;

/**
 * Snapshots that should have been and were not: a run of numbers with one reason.
 *
 * @param first number of the first of them
 * @param last number of the last of them
 * @param reason why
 */
public record MissedSnapshots(long first, long last, Reason reason) {

  /** Why a snapshot is missing. */
  public enum Reason {
    /** The next one was already due before it could start. */
    LATE("late"),
    /** People had asked for a pause. */
    PAUSED("paused"),
    /** The store could not keep it. */
    STORE("store"),
    /** The process table could not be read. */
    PROCESS_TABLE("process_table");

    private final String label;

    Reason(String label) {
      this.label = label;
    }

    /** The word that is written. */
    public String label() {
      return label;
    }
  }

  /** How many they are. */
  public long count() {
    return last - first + 1;
  }

  /** Whether that run goes on where this one ends, for the same reason. */
  public boolean continuedBy(MissedSnapshots that) {
    return reason == that.reason && last + 1 == that.first;
  }
}
