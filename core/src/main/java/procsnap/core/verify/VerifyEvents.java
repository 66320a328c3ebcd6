package procsnap.core.verify;

/** Who is told what a verification finds, as it finds it. Each listens to what it needs. */
public interface VerifyEvents {

  /** A snapshot is whole. */
  default void complete(String file) {}

  /** A file is not what was recorded. */
  default void damaged(String file, String why) {}

  /**
   * Something should be there and is not.
   *
   * @param trace directory of the trace
   * @param what a file's name, or numbers of snapshots
   */
  default void missing(String trace, String what) {}

  /** A file was never published, or was quarantined. */
  default void orphaned(String file) {}

  /** All files of a trace were looked at. */
  default void verified(TraceReport trace) {}
}
