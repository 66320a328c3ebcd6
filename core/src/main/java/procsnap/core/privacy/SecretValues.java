package procsnap.core.privacy;

import java.util.regex.Pattern;

/** Decides whether the value in a secret's position is a secret or only a reference to one. */
final class SecretValues {

  private static final Pattern SETTING =
      Pattern.compile(
          "(?i)true|false|yes|no|on|off|none|null|auto|basic|prompt|ask|never|always|stdin|-|\\*+|");

  /** Reference to a value stored elsewhere: a variable, a template, a file, a vault. */
  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?s)(?:\\$[A-Za-z_({]|%[A-Za-z_]+%|%[sd]$|\\{\\{|<[A-Za-z _-]+>$|@[/.~]|[~.]{1,2}/|\\.\\*|sha\\d{1,3}:"
              + "|(?:env|file|fd|arn|sm|op|vault|secretref|keyring|ref\\+[a-z]+):|id=|type="
              + "|projects/[^/]+/secrets/"
              + "|/(?:etc|run|var|usr|home|root|opt|tmp|srv|mnt|media|dev|proc|boot|lib|secrets?"
              + "|vault|certs?|keys?|config|data|app|workspace|nix)/)"
              + ".*");

  private SecretValues() {}

  static boolean isSecret(String quoted, WorkBudget budget) {
    boolean inQuotes = quoted.length() > 1 && "\"'".indexOf(quoted.charAt(0)) >= 0;
    String value = inQuotes ? quoted.substring(1, quoted.length() - 1) : quoted;
    CharSequence counted = budget.counted(value);
    return !SETTING.matcher(counted).matches() && !REFERENCE.matcher(counted).matches();
  }
}
