package procsnap.cli.log;

/** A line at the bottom of a terminal that is written over; nothing where there is no terminal. */
public final class ProgressLine {

  /** Whether standard error is a terminal: only the launcher can tell. */
  private static final String TERMINAL = "procsnap.terminal";

  private static final String ERASE_LINE = "\r\u001b[K";

  private final boolean terminal = Boolean.getBoolean(TERMINAL);

  /** Whether anybody sees it. */
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
