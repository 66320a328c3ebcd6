package procsnap.core.privacy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** Tells by the name of a flag, variable, property or header whether its value is a secret. */
final class SecretNames {

  /** What a name says anywhere in it, once its separators are gone. */
  private static final Set<String> SIGNS =
      Set.of(
          "password",
          "passwd",
          "passphrase",
          "passwort",
          "secret",
          "apikey",
          "accesskey",
          "privatekey",
          "accountkey",
          "sharedkey",
          "authkey",
          "encryptionkey",
          "decryptionkey",
          "signingkey",
          "presharedkey",
          "licensekey",
          "masterkey",
          "sessionkey",
          "authtoken",
          "accesstoken",
          "refreshtoken",
          "credential",
          "requirepass",
          "masterauth",
          "storepass",
          "keypass",
          "cliauth");

  /** Words that say it when they stand by themselves. */
  private static final Set<String> WORDS =
      Set.of(
          "pass",
          "pwd",
          "pw",
          "token",
          "psk",
          "otp",
          "passin",
          "passout",
          "sig",
          "signature",
          "jwt",
          "bearer",
          "userpass",
          "dbpass",
          "bindpass",
          "rootpw",
          "bindpw",
          "passkey",
          "phpsessid",
          "jsessionid");

  /** First words of names whose value is none. */
  private static final Set<String> ABOUT_FIRST =
      Set.of(
          "no",
          "without",
          "ask",
          "prompt",
          "use",
          "require",
          "skip",
          "disable",
          "enable",
          "show",
          "hide",
          "list",
          "max",
          "min",
          "num",
          "allow",
          "has",
          "is",
          "new",
          "generate",
          "store");

  /** Last words of names that tell of a secret rather than being one. */
  private static final Set<String> ABOUT_LAST =
      Set.of(
          "file",
          "files",
          "path",
          "dir",
          "directory",
          "folder",
          "type",
          "name",
          "names",
          "id",
          "url",
          "uri",
          "endpoint",
          "host",
          "ttl",
          "length",
          "len",
          "size",
          "policy",
          "env",
          "var",
          "timeout",
          "stdin",
          "command",
          "cmd",
          "program",
          "algorithm",
          "alg",
          "format",
          "expiry",
          "expiration",
          "expires",
          "lifetime",
          "age",
          "min",
          "max",
          "count",
          "limit",
          "prompt",
          "fd",
          "enabled",
          "required",
          "manager",
          "provider",
          "providers",
          "store",
          "helper",
          "version",
          "ref",
          "mode",
          "method",
          "mechanism",
          "issuer",
          "audience",
          "class",
          "template",
          "engine",
          "renewal",
          "rotation",
          "interval",
          "scope",
          "scopes",
          "user",
          "prefix",
          "header",
          "location",
          "label",
          "tokens",
          "secrets",
          "passwords",
          "server",
          "service",
          "reader",
          "chars",
          "only",
          "db",
          "database",
          "cache",
          "cli",
          "arn",
          "socket");

  private SecretNames() {}

  /**
   * @param name without dashes before it: {@code db-password}, {@code DB_PASSWORD} or {@code
   *     dbPassword}
   */
  static boolean isSecret(String name) {
    String[] words = words(name);
    String first = words[0];
    String last = words[words.length - 1];
    String together = String.join("", words);
    if (together.equals("secretid")) {
      return true;
    }
    if (words.length > 1 && (ABOUT_FIRST.contains(first) || ABOUT_LAST.contains(last))) {
      return false;
    }
    for (String word : words) {
      if (WORDS.contains(word)) {
        return true;
      }
    }
    for (String sign : SIGNS) {
      if (together.contains(sign)) {
        return true;
      }
    }
    return false;
  }

  private static String[] words(String name) {
    String apart = name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    String[] words = apart.replaceAll("^[^a-z0-9]+", "").split("[^a-z0-9]+", -1);
    int end = words.length;
    while (end > 1 && words[end - 1].isEmpty()) {
      end--;
    }
    return Arrays.copyOf(words, end);
  }
}
