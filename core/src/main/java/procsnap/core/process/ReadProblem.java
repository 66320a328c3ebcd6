package procsnap.core.process;

/** Why a detail of a process could not be read, or not whole. */
public enum ReadProblem {
  /** The kernel refused: the file belongs to a process that this user may not look into. */
  DENIED("denied"),
  /** The detail was gone while the process itself could still be read. */
  GONE("gone"),
  /** This kernel has no such file. */
  ABSENT("absent"),
  /** The read did not return within its deadline. */
  TIMEOUT("timeout"),
  /** There was more than is ever read; the beginning was kept. */
  TRUNCATED("truncated"),
  /** The file held something that it cannot hold. */
  INVALID("invalid");

  private final String label;

  ReadProblem(String label) {
    this.label = label;
  }

  /** The word that is written. */
  public String label() {
    return label;
  }
}
