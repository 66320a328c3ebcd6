package procsnap.adapters.storage.http;

import java.util.regex.Pattern;

/** Text from a server, made safe for a message: one short line of printable characters. */
public final class ServerText {

  private static final int LONGEST = 200;

  /** How clients' exceptions speak to programmers: of a class, or of a value that is missing. */
  private static final Pattern OF_JAVA = Pattern.compile("\\bnull\\b|Exception\\b|\\bjava\\b");

  private ServerText() {}

  /** The message of a client's exception, if it is for people; else what led to it, in general. */
  public static String reason(Throwable problem) {
    String text = printable(String.valueOf(problem.getMessage())).strip();
    return text.isEmpty() || OF_JAVA.matcher(text).find() ? "malformed response" : text;
  }

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
