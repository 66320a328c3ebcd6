package procsnap.core.privacy;

/**
 * Masks values that are assigned to the name of a secret anywhere in a text: {@code name=value},
 * {@code "name":"value"}, {@code name: value}; in query strings, connection strings, properties,
 * JSON, YAML, headers and scripts.
 */
final class SecretAssignments {

  private static final int MAX_NAME_LENGTH = 60;

  private final String text;
  private final WorkBudget budget;
  private final StringBuilder masked = new StringBuilder();
  private int copied;

  private SecretAssignments(String text, WorkBudget budget) {
    this.text = text;
    this.budget = budget;
  }

  static String masked(String text, WorkBudget budget) {
    return new SecretAssignments(text, budget).masked();
  }

  private String masked() {
    budget.spend(text.length());
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '=' || c == ':') {
        at = Math.max(at, assignment(at));
      }
    }
    return copied == 0 ? text : masked.append(text, copied, text.length()).toString();
  }

  /**
   * Masks the value of the assignment whose sign is at an index; returns the index to continue
   * after.
   */
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
    budget.spend(name.length());
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
    int end = end(sign, start);
    int quotes = quotes(sign, start);
    int from = Math.min(end, start + quotes);
    budget.spend(end - start);
    if (!SecretValues.isSecret(text.substring(from, end), budget)) {
      return sign;
    }
    masked.append(text, copied, from).append(SecretMask.MASK);
    copied = end;
    return end - 1;
  }

  /** Length of the quotes that a value starts with: none, {@code "} or {@code \\"}. */
  private int quotes(int sign, int start) {
    if (text.startsWith("\\\"", start)) {
      return 2;
    }
    char first = start < text.length() ? text.charAt(start) : ' ';
    boolean braces = first == '{' && text.charAt(sign) == '=';
    return first == '"' || first == '\'' || braces ? 1 : 0;
  }

  /** End of the value that starts at an index, before its closing quotes. */
  private int end(int sign, int start) {
    int quotes = quotes(sign, start);
    if (quotes == 0) {
      return bareEnd(start);
    }
    String closing = text.substring(start, start + quotes).replace('{', '}');
    int end = start + quotes;
    while (end < text.length() && !text.startsWith(closing, end)) {
      end += quotes == 1 && text.charAt(end) == '\\' ? 2 : 1;
      if (closing.equals("}") && text.startsWith("}}", end)) {
        end += 2;
      }
    }
    return Math.min(end, text.length());
  }

  /** End of a value without quotes: at a space, or at the separator before the next name. */
  private int bareEnd(int start) {
    int end = start;
    while (end < text.length() && text.charAt(end) > ' ' && "\"'<>".indexOf(text.charAt(end)) < 0) {
      if ("&;,".indexOf(text.charAt(end)) >= 0 && isNameNext(end + 1)) {
        return end;
      }
      end++;
    }
    return end;
  }

  /** Whether an assignment starts at an index. */
  private boolean isNameNext(int from) {
    int end = from;
    while (end < text.length() && end < from + MAX_NAME_LENGTH && isName(text.charAt(end))) {
      end++;
    }
    return end > from && end < text.length() && "=: ".indexOf(text.charAt(end)) >= 0;
  }

  private static boolean isName(char c) {
    return (c < 0x80 && Character.isLetterOrDigit(c)) || c == '_' || c == '-' || c == '.';
  }
}
