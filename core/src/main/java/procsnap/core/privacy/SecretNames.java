package procsnap.core.privacy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Decides by the name of a flag, variable, property or header whether its value is a secret. */
final class SecretNames {

  /** Substrings that mark a secret's name once its separators are removed. */
  private static final Set<String> SIGNS =
      set(
          """
          password passwd passphrase passwort secret credential
          apikey accesskey privatekey accountkey sharedkey presharedkey authkey encryptionkey
          decryptionkey signingkey licensekey masterkey sessionkey authtoken accesstoken refreshtoken
          sessionid setcookie requirepass masterauth storepass keypass cliauth""");

  /** Words that mark a secret's name as whole words. */
  private static final Set<String> WORDS =
      set(
          """
          pass pwd pw token psk otp passin passout sig signature jwt bearer cookie userpass dbpass
          bindpass rootpw bindpw passkey phpsessid jsessionid""");

  /** First words of names whose value is not a secret. */
  private static final Set<String> ABOUT_FIRST =
      set(
          """
          no without ask prompt use require skip disable enable show hide list max min num allow has
          is new generate store stop eos bos pad special""");

  /** Last words of names whose value describes a secret. */
  private static final Set<String> ABOUT_LAST =
      set(
          """
          file files path dir directory folder location jar socket url uri endpoint host server
          type name names id label prefix user reader ref arn class template scope scopes
          ttl age expiry expiration expires lifetime timeout interval renewal rotation
          length len size chars count min max limit version format policy mode method mechanism
          algorithm alg issuer audience env var stdin fd prompt command cmd program helper manager
          provider providers service engine store cache cli db database enabled required only header
          tokens secrets passwords keys""");

  /** Names of values that describe a password, written without separators. */
  private static final Pattern ABOUT_PASSWORD =
      Pattern.compile(".*pass(?:word|wd|phrase)?(?:file|eval|command|cmd|path|key)");

  private SecretNames() {}

  private static Set<String> set(String words) {
    return Set.of(words.split("\\s+"));
  }

  /**
   * @param name {@code --db-password}, {@code DB_PASSWORD} or {@code dbPassword}
   */
  static boolean isSecret(String name) {
    if (name.length() < 2) {
      return false;
    }
    String[] words = words(name);
    String first = words[0];
    String last = words[words.length - 1];
    String together = String.join("", words);
    if (name.endsWith("secret_id") || together.equals("sessionid")) {
      return true;
    }
    boolean isAbout = ABOUT_FIRST.contains(first) || ABOUT_LAST.contains(last);
    if ((words.length > 1 && isAbout)
        || together.contains("existing")
        || ABOUT_PASSWORD.matcher(together).matches()) {
      return false;
    }
    return Arrays.stream(words).anyMatch(WORDS::contains)
        || SIGNS.stream().anyMatch(together::contains);
  }

  /** Words of a name in lower case; characters other than letters and digits separate them. */
  private static String[] words(String name) {
    String apart = name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    return apart.replaceAll("^[^a-z0-9]+", "").split("[^a-z0-9]+");
  }
}
