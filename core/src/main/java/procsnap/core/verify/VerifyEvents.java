package procsnap.core.verify;

/** Who is told what a verification finds, as it finds it. */
public interface VerifyEvents {

  /** A snapshot is whole. */
  void complete(String file);

  /** A file is not what was recorded. */
  void damaged(String file, String why);

  /**
   * Something should be there and is not.
   *
   * @param trace folder of the trace
   * @param what a file's name, or numbers of snapshots
   */
  void missing(String trace, String what);

  /** A file was never published, or was set aside. */
  void leftOver(String file);

  /** All files of a trace were looked at. */
  void verified(TraceReport trace);
}
