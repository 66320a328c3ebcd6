package procsnap.core.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import procsnap.core.privacy.ToolFlags.Value;

/**
 * Masks secrets in the words of a command: the value of a flag, variable or property named like a
 * secret, the passwords of known programs, and values of a known shape. A word that is itself a
 * command or a text is scanned in the same way.
 */
final class SecretMask {

  /** Replacement for every secret, regardless of its length. */
  static final String MASK = "********";

  /** Limit on quoted commands nested in quoted commands: deeper than people write them. */
  private static final int MAX_DEPTH = 5;

  /** Words after which a name and its value are two words without a dash. */
  private static final Set<String> SETTING =
      Set.of("set", "config", "configure", "nmcli", "pdftk", "wpa_cli", "iscsiadm");

  private final int depth;
  private final WorkBudget budget;
  private String tool = "";
  private int position;
  private boolean setting;
  private boolean secretNext;
  private String markNext = "";

  private SecretMask(int depth, WorkBudget budget) {
    this.depth = depth;
    this.budget = budget;
  }

  /**
   * Words with their secrets masked; if the budget is spent, one mask replaces the remaining words.
   */
  static List<String> masked(List<String> words) {
    SecretMask mask = new SecretMask(0, new WorkBudget(WorkBudget.STEPS));
    List<String> masked = new ArrayList<>(words.size());
    try {
      for (String word : words) {
        masked.add(mask.word(word));
      }
    } catch (WorkBudget.SpentException e) {
      masked.add(MASK);
    }
    return masked;
  }

  private String word(String word) {
    boolean isSecret = secretNext;
    String mark = markNext;
    secretNext = false;
    markNext = "";
    if (isSecret && !word.startsWith("-") && SecretValues.isSecret(word, budget)) {
      return secret(word);
    }
    if (isSecret && setting && word.equals("-v")) {
      secretNext = true;
      return word;
    }
    if (!mark.isEmpty() && word.contains(mark)) {
      return afterMark(word, 0, mark);
    }
    setting |= SETTING.contains(word);
    String now = ToolFlags.after(tool, word);
    if (!now.equals(tool)) {
      tool = now;
      position = 0;
      return text(word);
    }
    Optional<Map.Entry<String, Value>> flag = ToolFlags.flag(tool, word);
    if (flag.isPresent()) {
      return toolFlag(word, flag.get().getKey(), flag.get().getValue());
    }
    return word.startsWith("-") ? flag(word) : positional(word);
  }

  /** Masks a word that starts with the flag of a known tool. */
  private String toolFlag(String word, String flag, Value value) {
    String rest = word.substring(flag.length());
    if (rest.isEmpty()) {
      secretNext = value == Value.WHOLE;
      markNext = value.mark();
      return word;
    }
    if (!value.mark().isEmpty()) {
      return afterMark(word, flag.length(), value.mark());
    }
    String before = rest.startsWith("=") ? flag + "=" : flag;
    return before + secretIn(word.substring(before.length()));
  }

  /** Masks a flag that contains its value, precedes it, or has none. */
  private String flag(String word) {
    int equals = word.indexOf('=');
    String name = equals < 0 ? word : word.substring(0, equals);
    if (ToolFlags.isNaming(tool, name)) {
      return word;
    }
    if (name.endsWith("creds")) {
      return toolFlag(word, name, Value.AFTER_COLON);
    }
    if (name.indexOf(' ') >= 0 || !SecretNames.isSecret(name)) {
      return text(word);
    }
    if (equals < 0) {
      secretNext = true;
      return text(word);
    }
    return word.substring(0, equals + 1) + secretIn(word.substring(equals + 1));
  }

  /**
   * Masks a word that is not a flag: its position may make it a secret, or it may name the one that
   * follows.
   */
  private String positional(String word) {
    position++;
    if (position == ToolFlags.position(tool) && !isAssignment(word)) {
      return secretIn(word);
    }
    if (setting && word.indexOf('=') < 0 && SecretNames.isSecret(word)) {
      secretNext = true;
    }
    return text(word);
  }

  /** Whether a word is {@code name=value}, not Base64 with its padding. */
  private static boolean isAssignment(String word) {
    int equals = word.indexOf('=');
    return equals > 0 && equals < word.length() - 2;
  }

  /** Masks secrets anywhere in a text. */
  private String text(String text) {
    String masked = SecretAssignments.masked(SecretShapes.masked(text, budget), budget);
    if (depth == MAX_DEPTH) {
      return masked;
    }
    int last = masked.length() - 1;
    if (last > 0 && isQuote(masked.charAt(0)) && masked.charAt(last) == masked.charAt(0)) {
      return masked.charAt(0) + script(masked.substring(1, last)) + masked.charAt(last);
    }
    return script(masked);
  }

  /** Masks a text word by word, as a shell splits it, if it has more than one word. */
  private String script(String text) {
    budget.spend(text.length());
    SecretMask mask = new SecretMask(depth + 1, budget);
    StringBuilder masked = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      int wordEnd = wordEnd(text, at);
      int gapEnd = wordEnd;
      while (gapEnd < text.length() && isGap(text.charAt(gapEnd))) {
        gapEnd++;
      }
      if (at == 0 && gapEnd == text.length()) {
        return text;
      }
      masked.append(mask.word(text.substring(at, wordEnd))).append(text, wordEnd, gapEnd);
      at = gapEnd;
    }
    return masked.toString();
  }

  /** End of the word that starts at an index: the first gap outside quotes. */
  private static int wordEnd(String text, int from) {
    char quote = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote == 0 && isGap(c)) {
        return i;
      }
      if (quote == 0 && isQuote(c)) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      }
    }
    return text.length();
  }

  private static boolean isGap(char c) {
    return c <= ' ' || c == ';' || c == '|' || c == '&' || c == '(' || c == ')';
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'';
  }

  private String afterMark(String word, int from, String mark) {
    int at = word.indexOf(mark, from);
    if (at < 0) {
      return text(word);
    }
    int end = mark.equals("/") ? word.indexOf('@', at) : -1;
    String rest = end < 0 ? "" : word.substring(end);
    String value = word.substring(at + 1, end < 0 ? word.length() : end);
    if (!SecretValues.isSecret(value, budget)) {
      return text(word);
    }
    return word.substring(0, at + 1) + secret(value) + rest;
  }

  private String secretIn(String value) {
    return SecretValues.isSecret(value, budget) ? secret(value) : value;
  }

  /** Masks a secret; openssl's {@code pass:} prefix is kept. */
  private static String secret(String value) {
    return value.startsWith("pass:") ? "pass:" + MASK : MASK;
  }
}
