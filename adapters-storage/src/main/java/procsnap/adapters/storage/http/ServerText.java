package procsnap.adapters.storage.http;

/** Text from a server, made safe for a message: one short line of printable characters. */
public final class ServerText {

  private static final int LONGEST = 200;

  private ServerText() {}

  /** At most the first 200 characters; those outside printable ASCII become '?'. */
  public static String printable(String text) {
    StringBuilder printable = new StringBuilder();
    for (int i = 0; i < Math.min(text.length(), LONGEST); i++) {
      char c = text.charAt(i);
      printable.append(c >= ' ' && c <= '~' ? c : '?');
    }
    return printable.toString();
  }
}
