package procsnap.cli.log;

/** A line at the bottom of a terminal that is overwritten; does nothing without a terminal. */
public final class ProgressLine {

  /** Whether standard error is a terminal; only the launcher can find out. */
  private static final String TERMINAL = "procsnap.terminal";

  private static final String ERASE_LINE = "\r\u001b[K";

  private final boolean terminal = Boolean.getBoolean(TERMINAL);

  /** Whether there is a terminal that shows it. */
  public boolean isShown() {
    return terminal;
  }

  public void show(String text) {
    if (terminal) {
      System.err.print(ERASE_LINE + text);
      System.err.flush();
    }
  }

  public void erase() {
    if (terminal) {
      System.err.print(ERASE_LINE);
      System.err.flush();
    }
  }
}
