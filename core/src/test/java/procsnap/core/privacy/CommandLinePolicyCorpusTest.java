package procsnap.core.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import procsnap.core.process.CommandLine;

/**
 * Realistic command lines whose secrets are marked by ⟦ and ⟧, written independently of the rules.
 * Arguments are separated by spaces; a space in an argument is ·, a newline ¶.
 */
class CommandLinePolicyCorpusTest {

  private static final Pattern SECRET = Pattern.compile("⟦([^⟧]+)⟧");

  /** Number of characters of a secret that count as a leak. */
  private static final int PIECE = 4;

  private final CommandLinePolicy redacted = new CommandLinePolicy.Redacted();

  @Test
  void nearlyAllSecretsAreMasked() throws IOException {
    List<String> missed = new ArrayList<>();
    List<String> overdone = new ArrayList<>();
    List<String> lines = lines("leaking.txt");
    for (String line : lines) {
      String written = redacted(SECRET.matcher(line).replaceAll("$1"));
      String rest =
          text(SECRET.matcher(line).replaceAll(Matcher.quoteReplacement(SecretMask.MASK)));
      boolean leaks =
          SECRET.matcher(line).results().anyMatch(m -> leaks(text(m.group(1)), rest, written));
      if (leaks) {
        missed.add(line + "\n  " + written);
      } else if (!written.equals(rest)) {
        overdone.add(line + "\n  " + written);
      }
    }
    System.out.printf(
        "%d of %d command lines leak a secret, %d lose more than that%n%s%n--%n%s%n",
        missed.size(),
        lines.size(),
        overdone.size(),
        String.join("\n", missed),
        String.join("\n", overdone));
    assertTrue(lines.size() >= 120);
    assertTrue(missed.size() <= 0.02 * lines.size());
  }

  @Test
  void nearlyAllHarmlessLinesAreUnchanged() throws IOException {
    List<String> changed = new ArrayList<>();
    List<String> lines = lines("harmless.txt");
    for (String line : lines) {
      String written = redacted(line);
      if (!written.equals(text(line))) {
        changed.add(line + "\n  " + written);
      }
    }
    System.out.printf(
        "%d of %d harmless command lines are changed%n%s%n",
        changed.size(), lines.size(), String.join("\n", changed));
    assertTrue(lines.size() >= 120);
    assertTrue(changed.size() <= 0.02 * lines.size());
  }

  /** Whether a piece of the secret is written that does not occur elsewhere in the line. */
  private static boolean leaks(String secret, String rest, String written) {
    int length = Math.min(PIECE, secret.length());
    return IntStream.rangeClosed(0, secret.length() - length)
        .mapToObj(from -> secret.substring(from, from + length))
        .anyMatch(piece -> written.contains(piece) && !rest.contains(piece));
  }

  private String redacted(String line) {
    byte[] raw = bytes(line);
    return redacted.apply(CommandLine.parse(raw, raw.length)).toString();
  }

  private static byte[] bytes(String line) {
    return (line.replace(' ', '\0').replace('·', ' ').replace('¶', '\n') + '\0').getBytes(UTF_8);
  }

  private static String text(String line) {
    return line.replace('·', ' ').replace('¶', '\n');
  }

  private static List<String> lines(String file) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    CommandLinePolicyCorpusTest.class.getResourceAsStream("/redaction/" + file)),
                UTF_8))) {
      return reader.lines().filter(line -> !line.isEmpty() && !line.startsWith("# ")).toList();
    }
  }
}
