package procsnap.core.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules that find secrets; words are separated by {@code |}. */
class SecretMaskTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "x|--password|hunter2|y ~ x|--password|********|y",
        "x|--token=abc=&def ~ x|--token=********",
        "x|-Dspring.datasource.password=a,b ~ x|-Dspring.datasource.password=********",
        "x|--dbPassword|s3|y ~ x|--dbPassword|********|y",
        "env|PGPASSWORD=a b&c|psql ~ env|PGPASSWORD=******** b&c|psql",
        "mysql|-u|root|-psecret|db ~ mysql|-u|root|-p********|db",
        "sudo|/usr/bin/mysqldump|-psecret ~ sudo|/usr/bin/mysqldump|-p********",
        "curl|-u|me:pw:x|https://x ~ curl|-u|me:********|https://x",
        "curl|https://me:p@w@host/x?token=abc&y=1 ~ curl|https://me:********@host/x?token=********&y=1",
        "curl|-H|Authorization: Bearer abc.def|x ~ curl|-H|Authorization: Bearer ********|x",
        "curl|-H|X-Api-Key:abc|x ~ curl|-H|X-Api-Key:********|x",
        "curl|-d|{\"user\": \"me\", \"password\": \"a b\"} ~ curl|-d|{\"user\": \"me\", \"password\": \"********\"}",
        "sh|-c|A_TOKEN=x mysql -psecret; y ~ sh|-c|A_TOKEN=******** mysql -p********; y",
        "ssh|h|sh -c \"redis-cli -a 'p w' ping\" ~ ssh|h|sh -c \"redis-cli -a ******** ping\"",
        "mount|-o|username=x,password=y,z,uid=5 ~ mount|-o|username=x,password=********,uid=5",
        "openssl|rsa|-passin|pass:x ~ openssl|rsa|-passin|pass:********",
        "smbclient|//s/x|-U|me%pw ~ smbclient|//s/x|-U|me%********",
        "docker|login|-u|me|-p|pw|reg ~ docker|login|-u|me|-p|********|reg",
        "sqlplus|-S|scott/tiger@db ~ sqlplus|-S|scott/********@db",
        "aws|configure|set|aws_secret_access_key|abc ~ aws|configure|set|aws_secret_access_key|********",
        "x|Server=h;User Id=me;Password=a=b;Y=1 ~ x|Server=h;User Id=me;Password=********;Y=1",
        "x|AKIAIOSFODNN7EXAMPLE|y ~ x|********|y",
        "x|ghp_0123456789abcdefghijABCDEFGHIJ012345 ~ x|********",
        "x|xoxb-0123456789-abcdef ~ x|********",
        "x|eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln ~ x|********",
        "x|-----BEGIN RSA PRIVATE KEY----- abc -----END RSA PRIVATE KEY----- ~ x|-----BEGIN RSA PRIVATE KEY-----********-----END RSA PRIVATE KEY-----",
        "psql|-c|ALTER USER x PASSWORD 'a b' ~ psql|-c|ALTER USER x PASSWORD '********'",
      })
  void secretsAreMasked(String words, String masked) {
    assertEquals(masked, masked(words));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "psql|--no-password|db",
        "x|--password-file=/etc/x|--token-ttl|3600|--max-tokens|512",
        "x|--password|--verbose",
        "x|--password=$PASSWORD|--token|${TOKEN}|--secret|/run/secrets/x",
        "openssl|rsa|-passin|env:X",
        "mysql|-p|db",
        "docker|run|-p|80:80|nginx",
        "mkdir|-p|/a/password",
        "grep|-r|password|/etc",
        "pass|insert|token",
        "sed|s/token/x/",
        "git|clone|git@github.com:me/x.git",
        "chown|user:group|x@y",
        "chrome|--password-store=basic",
        "",
      })
  void harmlessWordsAreUnchanged(String words) {
    assertEquals(words, masked(words));
  }

  /** A long argument, such that each rule has work with it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "=",
        ":",
        "a=",
        "password=",
        "password='",
        "a://",
        "a:b@",
        "eyJ",
        "-----BEGIN ",
        "\"",
        "\"'",
        "( ",
        "x y ",
        "bearer ",
        "cookie:",
        "password ",
        "a.b:c/",
        "AKIA",
        "--token ",
        "mysql -p",
      })
  void longTextTakesTimeInProportion(String piece) {
    String text = piece.repeat(300_000 / piece.length());
    assertTimeoutPreemptively(
        Duration.ofSeconds(10), () -> SecretMask.masked(List.of("x", text, "y")));
  }

  @Test
  void nestedCommandsAreScannedToALimitedDepth() {
    String nested = "'\"".repeat(100_000) + "--password x" + "\"'".repeat(100_000);
    assertTimeoutPreemptively(
        Duration.ofSeconds(10), () -> SecretMask.masked(List.of("sh", "-c", nested)));
  }

  private static String masked(String words) {
    return String.join("|", SecretMask.masked(List.of(words.split("\\|", -1))));
  }

  /** Each opens something whose end is looked for, and is never found. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "token={$A,",
        "token={",
        "password=\"$A",
        "password='$",
        "\"password\": \"$A",
        "password=\\\"$A",
        "a:bcd@",
        "x://y:z",
        "authorization: ",
        "cookie: a",
        "bearer aaaaaaaaaaaa",
        "identified by '",
        "password '",
        "jdbc:oracle:thin:a/",
        "rtmp://a/b/",
        "chpasswd a:b|",
        "echo a | ",
        "password;send \"",
        "secret,a=b,",
        "eyJaaaaaaaa.",
        "k=p&",
        "(",
        "'\"",
        "sh -c '",
        "mysql -p$",
        "curl -u ",
        "-----BEGIN PRIVATE KEY-----"
      })
  void noRepetitionOfAnOpenerTakesLong(String opener) {
    String line = opener.repeat(32 * 1024 / opener.length());
    List<String> words = List.of(line, "--password", "hunter2", line.replace(' ', '='));
    assertTimeout(
        Duration.ofSeconds(4),
        () ->
            assertFalse(
                String.join(" ", SecretMask.masked(words)).contains("hunter2"), "masked anyway"));
  }

  @Test
  void whatIsLeftWhenTheBudgetIsSpentIsMasked() {
    List<String> masked =
        SecretMask.masked(List.of("run", "token={$A,".repeat(9000), "--password", "hunter2"));

    assertEquals(List.of("run", "********"), masked);
  }
}
