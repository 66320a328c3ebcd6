package procsnap.core.process;

/** Reason why a detail of a process is absent or truncated. */
public enum ReadProblem {
  /** The kernel denied access to the file of another user's process. */
  DENIED("denied"),
  /** The detail disappeared while the process itself could still be read. */
  GONE("gone"),
  /** This kernel has no such file. */
  ABSENT("absent"),
  /** The read did not return within its deadline. */
  TIMEOUT("timeout"),
  /** The detail was longer than the limit; its start was kept. */
  TRUNCATED("truncated"),
  /** The content of the file was malformed. */
  INVALID("invalid");

  private final String label;

  ReadProblem(String label) {
    this.label = label;
  }

  /** Word in the {@code missing} column. */
  public String label() {
    return label;
  }
}
