package procsnap.core.process;

/** Why a detail of a process could not be read, or not whole. */
public enum ReadProblem {
  /** The kernel refused: the file belongs to a process that we may not look into. */
  DENIED("denied"),
  /** The detail went away, or was malformed, while the process itself could be read. */
  GONE("gone"),
  /** The read did not return within its deadline. */
  TIMEOUT("timeout"),
  /** There was more than is ever read; the beginning was kept. */
  TRUNCATED("truncated");

  private final String label;

  ReadProblem(String label) {
    this.label = label;
  }

  /** The word that is written. */
  public String label() {
    return label;
  }
}
