package procsnap.core.trace;

/**
 * Run of consecutive snapshots that were due and were not taken, all for one reason.
 *
 * @param first first number
 * @param last last number, inclusive
 * @param reason why they were missed
 */
public record MissedSnapshots(long first, long last, Reason reason) {

  /** Why a snapshot was missed. */
  public enum Reason {
    /** The next one was already due before it could start. */
    LATE("late"),
    /** Recording was paused. */
    PAUSED("paused"),
    /** The snapshot could not be stored. */
    STORE("store"),
    /** The process table could not be read. */
    PROCESS_TABLE("process_table"),
    /** A newer version wrote a reason that is unknown here. */
    OTHER("other");

    private final String label;

    Reason(String label) {
      this.label = label;
    }

    /** Reason with that label; {@link #OTHER} for a label that this version does not know. */
    public static Reason ofLabel(String label) {
      for (Reason reason : values()) {
        if (reason.label.equals(label)) {
          return reason;
        }
      }
      return OTHER;
    }

    /** Word in manifests. */
    public String label() {
      return label;
    }
  }

  /** Numbers of the run. */
  public NumberRange numbers() {
    return new NumberRange(first, last);
  }

  /** Count of snapshots in the run. */
  public long count() {
    return last - first + 1;
  }

  /** Whether that run follows this one without a gap and has the same reason. */
  public boolean continuedBy(MissedSnapshots that) {
    return reason == that.reason && last + 1 == that.first;
  }
}
