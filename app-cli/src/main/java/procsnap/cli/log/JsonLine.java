package procsnap.cli.log;

import com.google.gson.JsonElement;

/** One line of JSON that a terminal shows as it is. */
final class JsonLine {

  private JsonLine() {}

  /** The JSON with all but plain characters escaped, also those that JSON allows in a string. */
  static String of(JsonElement json) {
    StringBuilder line = new StringBuilder();
    json.toString()
        .codePoints()
        .forEach(
            c -> {
              if (Printable.isPlain(c)) {
                line.appendCodePoint(c);
              } else {
                for (char unit : Character.toChars(c)) {
                  line.append(String.format("\\u%04x", (int) unit));
                }
              }
            });
    return line.toString();
  }
}
