package procsnap.adapters.storage.http;

/**
 * What a server wrote, made fit for a message: one line, not long, nothing but plain characters.
 */
public final class ServerText {

  private static final int LONGEST = 200;

  private ServerText() {}

  /** At most 200 characters of it; what is not printable ASCII reads '?'. */
  public static String printable(String text) {
    StringBuilder printable = new StringBuilder();
    for (int i = 0; i < Math.min(text.length(), LONGEST); i++) {
      char c = text.charAt(i);
      printable.append(c >= ' ' && c <= '~' ? c : '?');
    }
    return printable.toString();
  }
}
