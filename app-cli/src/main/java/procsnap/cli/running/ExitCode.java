package procsnap.cli.running;

/** The exit codes of procsnap, which mean the same for every command. */
public enum ExitCode {
  OK(0, "finished, or stopped cleanly"),
  FAILED(
      1,
      "did not deliver what was asked for: nothing was recorded, or a problem was found; the last"
          + " message says why"),
  USAGE(2, "invalid usage or setting; nothing was started or written"),
  HELD(3, "another procsnap is recording into the output directory"),
  PENDING(4, "finished with uploads pending");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  public int code() {
    return code;
  }

  /** Meaning, for the help. */
  public String meaning() {
    return meaning;
  }
}
