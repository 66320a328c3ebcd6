package procsnap.cli.log;

/** Makes text safe for a terminal and for a log with one line an entry. */
public final class Printable {

  private static final int MAX_LENGTH = 256;

  private Printable() {}

  /** The text with all but plain characters escaped as in Java, cut after 256 characters. */
  public static String of(String text) {
    StringBuilder printable = new StringBuilder();
    text.codePoints()
        .limit(MAX_LENGTH)
        .forEach(
            c -> {
              if (isPlain(c)) {
                printable.appendCodePoint(c);
              } else {
                printable.append(String.format("\\u%04x", c));
              }
            });
    return text.codePointCount(0, text.length()) > MAX_LENGTH
        ? printable.append("...").toString()
        : printable.toString();
  }

  /** Whether a terminal shows a character, rather than obeys it. */
  static boolean isPlain(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
