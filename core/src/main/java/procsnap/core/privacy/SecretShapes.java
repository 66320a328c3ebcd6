package procsnap.core.privacy;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Secrets recognizable by their shape anywhere in a text: in URLs, headers and quoted text, and the
 * tokens of services.
 */
final class SecretShapes {

  private static final Shape[] SHAPES = {
    // Body of a private key.
    shape(
        "-----begin",
        "(?<before>-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----)"
            + "(?<secret>(?s:.*?))(?=-----END |\\z)"),
    // Authentication headers; the scheme is kept.
    shape(
        "authorization",
        "(?i)(?<before>authorization[\"']?\\s{0,9}[:=]\\s{0,9}[\"']?"
            + "(?:[a-z][a-z0-9-]{1,20}\\s{1,9})?+)(?<secret>[^\\s\"'$][^\"'\\r\\n]*)"),
    shape(
        "cookie", "(?i)(?<before>(?<![a-z0-9])cookie2?\\s{0,9}:\\s{0,9})(?<secret>[^\"'\\r\\n]+)"),
    shape("bearer", "(?i)(?<before>(?<![a-z0-9])bearer\\s{1,9})(?<secret>[a-z0-9._~+/-]{12,}+=*)"),
    // user:password@ in a URL; the host starts after the last @.
    shape(
        "://",
        "(?<before>(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]{0,40}://[^\\s/?#\"'@:]*:)"
            + "(?<secret>[^\\s/?#\"']+)(?=@)"),
    // Token in place of the user.
    shape(
        "://",
        "(?<before>(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]{0,40}://)"
            + "(?<secret>(?=[^\\s/?#\"'@:]*\\d)[A-Za-z0-9_-]{20,}+)(?=(?::[^\\s/?#\"'@]*)?@)"),
    shape(
        "jdbc:oracle:",
        "(?<before>jdbc:oracle:[a-z0-9]{1,9}:[^\\s/@\"']+/)(?<secret>[^\\s/@\"']+)(?=@)"),
    // The same without a scheme, before a host's name.
    shape(
        "@",
        "(?<before>(?<![^\\s\"'=])(?!(?:sips?|mailto|xmpp|acct|tel|npm|git|file):)"
            + "[A-Za-z][A-Za-z0-9._-]{0,60}:)(?<secret>[^\\s\"'@/:]{3,}+)"
            + "(?=@(?!sha256:)(?:localhost|[A-Za-z0-9-]+[.:][A-Za-z0-9]|[a-z]{0,5}\\())"),
    // SQL
    shape("by", "(?i)(?<before>\\bidentified\\s{1,9}by\\s{1,9}')(?<secret>[^']+)(?=')"),
    shape("password", "(?i)(?<before>\\bpassword\\s{1,9}')(?<secret>[^']+)(?=')"),
    // Addresses that are themselves secrets.
    shape(
        "hooks.slack.com/",
        "(?<before>hooks\\.slack\\.com/(?:services|workflows)/)(?<secret>[A-Za-z0-9/_-]{10,}+)"),
    shape("/api/webhooks/", "(?<before>/api/webhooks/\\d{5,25}/)(?<secret>[A-Za-z0-9_-]{20,}+)"),
    shape("/bot", "(?<before>/bot)(?<secret>\\d{8,12}:[A-Za-z0-9_-]{30,}+)"),
    shape("rtmp", "(?<before>rtmps?://[^\\s/]+/[^\\s/]+/)(?<secret>[^\\s/?\"']{8,}+)"),
    // Input piped to a program.
    shape(
        "chpasswd",
        "(?<before>[A-Za-z0-9._-]{1,32}:)(?<secret>[^\\s'\":|]+)"
            + "(?=['\"]?\\s{0,9}\\|\\s{0,9}(?:sudo\\s{1,9})?(?:/usr/sbin/)?chpasswd)"),
    shape(
        "|",
        "(?<before>(?:echo|printf)\\s{1,9}(?:-n\\s{1,9})?['\"]?)"
            + "(?<secret>[^\\s'\"|;&$%-][^'\"|;&\\n]{0,200}?)(?=['\"]?\\s{0,9}\\|[^|;&\\n]{0,200}"
            + "(?:passw(?:or)?d-(?:on-)?stdin|pass-stdin|passphrase-fd 0|sudo -S))"),
    shape(
        "send",
        "(?<before>ass(?:word|phrase)[^;\\n]{0,40}[;\\n]\\s{0,9}send\\s{1,9}(?:--\\s{1,9})?\")"
            + "(?<secret>[^\"\\\\]+)"),
    shape(
        "secret,",
        "(?<before>secret,(?:[^\\s,=]{1,40}=[^\\s,]{1,80},){0,5}data=)(?<secret>[^\\s,]+)"),
    // Tokens of services.
    token("akia", "AKIA[A-Z0-9]{16}"),
    token("asia", "ASIA[A-Z0-9]{16}"),
    token("gh", "gh[opsur]_[A-Za-z0-9]{20,}+"),
    token("github_pat_", "github_pat_[A-Za-z0-9_]{20,}+"),
    token("gl", "gl(?:pat|ptt|dt|rt|cbt|soat|ft|agent)-[A-Za-z0-9_.-]{16,}+"),
    token("glsa_", "glsa_[A-Za-z0-9_]{30,}+"),
    token("xox", "xox[a-z]-[A-Za-z0-9-]{10,}+"),
    token("xapp-", "xapp-[A-Za-z0-9-]{10,}+"),
    token("eyj", "eyJ[A-Za-z0-9_-]{8,}+\\.[A-Za-z0-9_-]{4,}+(?:\\.[A-Za-z0-9_-]*+){0,3}+"),
    token("aiza", "AIza[A-Za-z0-9_-]{30,}+"),
    token("ya29.", "ya29\\.[A-Za-z0-9_-]{20,}+"),
    token("gocspx-", "GOCSPX-[A-Za-z0-9_-]{20,}+"),
    token("k_", "[rs]k_(?:live|test)_[A-Za-z0-9]{10,}+"),
    token("whsec_", "whsec_[A-Za-z0-9]{20,}+"),
    token("sk-", "sk-[A-Za-z0-9_-]{20,}+"),
    token("npm_", "npm_[A-Za-z0-9]{30,}+"),
    token("pypi-", "pypi-[A-Za-z0-9_-]{30,}+"),
    token("dckr_", "dckr_(?:pat|oat)_[A-Za-z0-9_-]{20,}+"),
    token("_v1_", "do[opr]_v1_[a-f0-9]{40,}+"),
    token("hf_", "hf_[A-Za-z0-9]{20,}+"),
    token("hv", "hv[sbr]\\.[A-Za-z0-9_-]{20,}+"),
    token("s.", "s\\.[A-Za-z0-9]{24}"),
    token("sg.", "SG\\.[A-Za-z0-9_-]{16,}+\\.[A-Za-z0-9_-]{16,}+"),
    token("key-", "key-[a-f0-9]{32}"),
    token("dapi", "dapi[a-f0-9]{32}"),
    token("sq0", "sq0(?:atp|csp)-[A-Za-z0-9_-]{20,}+"),
    token("shp", "shp(?:at|ca|pa|ss)_[a-fA-F0-9]{30,}+"),
    token("tskey-", "tskey-[a-z]+-[A-Za-z0-9-]{10,}+"),
    token("nrak-", "NRAK-[A-Z0-9]{20,}+"),
    token("age-secret-key-", "AGE-SECRET-KEY-1[A-Z0-9]{40,}+"),
    token(":aa", "\\d{8,10}:AA[A-Za-z0-9_-]{30,}+"),
    token("pul-", "pul-[a-f0-9]{40}"),
    token("atatt3", "ATATT3[A-Za-z0-9_=-]{40,}+"),
  };

  /**
   * @param hint lower-case substring that any match contains: faster to search for than the pattern
   * @param pattern pattern of the secret; the text before it, which is kept, is the group {@code
   *     before}
   */
  private record Shape(String hint, Pattern pattern) {}

  private SecretShapes() {}

  private static Shape shape(String hint, String regex) {
    return new Shape(hint, Pattern.compile(regex));
  }

  /** Shape of a token that is not part of a longer word. */
  private static Shape token(String hint, String regex) {
    return shape(hint, "(?<before>)(?<![A-Za-z0-9_-])(?<secret>" + regex + ")(?![A-Za-z0-9_])");
  }

  /** Text with all secrets of a known shape masked; the same instance if there are none. */
  static String masked(String text, WorkBudget budget) {
    budget.spend(text.length());
    String lower = text.toLowerCase(Locale.ROOT);
    String result = text;
    for (Shape shape : SHAPES) {
      if (lower.contains(shape.hint())) {
        result = masked(result, shape.pattern(), budget);
      }
    }
    return result;
  }

  private static String masked(String text, Pattern pattern, WorkBudget budget) {
    Matcher matcher = pattern.matcher(budget.counted(text));
    StringBuilder masked = new StringBuilder();
    while (matcher.find()) {
      String mask = matcher.group("before") + SecretMask.MASK;
      matcher.appendReplacement(masked, Matcher.quoteReplacement(mask));
    }
    return masked.isEmpty() ? text : matcher.appendTail(masked).toString();
  }
}
