package procsnap.core.privacy;

/**
 * Masks, in any text, values that stand beside a secret's name: {@code name=value}, {@code
 * "name":"value"}, {@code name: value}; in query strings, connection strings, properties, JSON,
 * YAML, headers and scripts. Takes time in proportion to the text.
 */
final class SecretAssignments {

  /** What ends a value that stands in no quotes. */
  private static final String ENDS = "&;,|<>()[]{}\"'";

  private final String text;
  private final StringBuilder masked = new StringBuilder();
  private int copied;

  private SecretAssignments(String text) {
    this.text = text;
  }

  static String masked(String text) {
    return new SecretAssignments(text).masked();
  }

  private String masked() {
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '=' || c == ':') {
        at = Math.max(at, assignment(at));
      }
    }
    return copied == 0 ? text : masked.append(text, copied, text.length()).toString();
  }

  /** Masks the value of an assignment whose sign stands here; returns where to go on after it. */
  private int assignment(int sign) {
    int nameEnd = sign;
    while (nameEnd > 0 && " \"'])".indexOf(text.charAt(nameEnd - 1)) >= 0 && nameEnd > sign - 4) {
      nameEnd--;
    }
    int nameStart = nameEnd;
    while (nameStart > copied && isName(text.charAt(nameStart - 1))) {
      nameStart--;
    }
    String name = text.substring(nameStart, nameEnd);
    if (name.isEmpty() || !SecretNames.isSecret(name)) {
      return sign;
    }
    int start = sign + 1;
    while (start < text.length() && text.charAt(start) == ' ') {
      start++;
    }
    boolean quotedName = nameEnd < sign && text.charAt(nameEnd) != ' ';
    boolean header = name.regionMatches(true, 0, "x-", 0, 2);
    if (text.charAt(sign) == ':' && start == sign + 1 && !quotedName && !header) {
      return sign;
    }
    int escaped = start < text.length() && text.charAt(start) == '\\' ? 1 : 0;
    char quote = start + escaped < text.length() ? text.charAt(start + escaped) : ' ';
    boolean quoted = quote == '"' || quote == '\'';
    start += quoted ? 1 + escaped : 0;
    int end = quoted ? quotedEnd(start, quote) : end(start, isVariable(name) && nameStart == 0);
    if (!SecretValues.isSecret(text.substring(start, end))) {
      return sign;
    }
    masked.append(text, copied, start).append(SecretMask.MASK);
    copied = end;
    return end - 1;
  }

  private int quotedEnd(int start, char quote) {
    int end = start;
    while (end < text.length() && text.charAt(end) != quote && text.charAt(end) != '\\') {
      end++;
    }
    return end;
  }

  /** In {@code NAME=value} that is a word of its own, all of the word is the value. */
  private int end(int start, boolean wholeWord) {
    int end = start;
    while (end < text.length()
        && text.charAt(end) > ' '
        && (wholeWord || ENDS.indexOf(text.charAt(end)) < 0)) {
      end++;
    }
    return end;
  }

  private static boolean isVariable(String name) {
    return name.chars().noneMatch(Character::isLowerCase);
  }

  private static boolean isName(char c) {
    return (c < 0x80 && Character.isLetterOrDigit(c)) || c == '_' || c == '-' || c == '.';
  }
}
