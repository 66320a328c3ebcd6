package procsnap.core.verify;

/** Receives the findings of a verification as they are made. Each method may be left out. */
public interface VerifyEvents {

  /** A snapshot matches its manifest. */
  default void complete(String file) {}

  /** The content of a file is not what was recorded. */
  default void damaged(String file, String why) {}

  /**
   * A file or a snapshot is missing without a recorded reason.
   *
   * @param trace path of the trace's directory
   * @param what name of a file, or numbers of snapshots
   */
  default void missing(String trace, String what) {}

  /** A file was never published or is quarantined. */
  default void orphaned(String file) {}

  /** All files of a trace were checked. */
  default void verified(TraceReport trace) {}
}
