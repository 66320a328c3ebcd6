package procsnap.cli.running;

/** What procsnap's exit code says. */
public enum ExitCode {
  OK(0, "finished, or stopped cleanly"),
  FAILED(1, "failed; the last message says why"),
  USAGE(2, "wrong usage or setting, nothing was written"),
  HELD(3, "another procsnap holds the output directory"),
  PENDING(4, "finished, but something still waits to be uploaded");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  public int code() {
    return code;
  }

  public String meaning() {
    return meaning;
  }
}
