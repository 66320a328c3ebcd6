package procsnap.core.privacy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import procsnap.core.process.CommandLine;
import procsnap.core.process.OsString;

/** Privacy policies for command lines; the expected hashes come from coreutils and openssl. */
class CommandLinePolicyTest {

  private static final byte[] KEY = "0123456789abcdef".getBytes(US_ASCII);
  private static final CommandLine LINE = line("cat\0-n\0/etc/passwd\0".getBytes(US_ASCII));

  @Test
  void clearPolicyWritesTheLineUnchanged() {
    CommandLinePolicy clear = new CommandLinePolicy.Clear();
    assertEquals("cat -n /etc/passwd", clear.apply(LINE).toString());
    assertEquals("clear", clear.label());
    assertEquals(Optional.empty(), clear.keyId());
  }

  /** {@code printf %s 'cat -n /etc/passwd' | sha256sum | cut -c1-12}. */
  @Test
  void hashIsTheStartOfSha256() {
    CommandLinePolicy hashed = new CommandLinePolicy.Hashed();
    assertEquals("ab3ca6e10538", hashed.apply(LINE).toString());
    assertEquals(OsString.EMPTY, hashed.apply(CommandLine.EMPTY), "a known plaintext otherwise");
    assertEquals("sha256", hashed.label());
  }

  /** {@code printf '\377' | sha256sum | cut -c1-12}. */
  @Test
  void hashCoversTheBytesAndNotTheirDecodedText() {
    CommandLine invalid = line(new byte[] {(byte) 0xff});
    CommandLinePolicy hashed = new CommandLinePolicy.Hashed();
    assertEquals("a8100ae6aa19", hashed.apply(invalid).toString());
    CommandLine read = line("\\xff".getBytes(US_ASCII));
    assertNotEquals(hashed.apply(read), hashed.apply(invalid));
  }

  /** {@code printf %s 'cat -n /etc/passwd' | openssl dgst -sha256 -hmac 0123456789abcdef}. */
  @Test
  void keyedHashIsTheStartOfHmacSha256() {
    CommandLinePolicy keyed = new CommandLinePolicy.Keyed(KEY);
    assertEquals("58c841fe2c84", keyed.apply(LINE).toString());
    assertEquals("58c841fe2c84", keyed.apply(LINE).toString());
    assertEquals(OsString.EMPTY, keyed.apply(CommandLine.EMPTY), "a known plaintext otherwise");
    assertEquals("hmac-sha256", keyed.label());
  }

  @Test
  void keyIdDistinguishesKeys() {
    CommandLinePolicy one = new CommandLinePolicy.Keyed(KEY);
    CommandLinePolicy other = new CommandLinePolicy.Keyed("another key here".getBytes(US_ASCII));
    assertEquals(Optional.of("377f2ddcc0a8"), one.keyId());
    assertNotEquals(one.keyId(), other.keyId());
  }

  @Test
  void redactedPolicyMasksSecretsAndKeepsEveryOtherByte() {
    CommandLinePolicy redacted = new CommandLinePolicy.Redacted();
    byte[] raw = {'x', 0, (byte) 0xff, '\n', 0, '-', '-', 'p', 'w', 0, 's', 0, 0, 'y', 0};
    byte[] start = {'x', ' ', (byte) 0xff, '\n', ' ', '-', '-', 'p', 'w', ' '};
    OsString written = redacted.apply(line(raw));
    assertTrue(written.startsWith(OsString.copyOf(start, 0, start.length)));
    assertTrue(written.toString().endsWith(" ********  y"), written::toString);
    assertEquals("redacted", redacted.label());
    assertEquals(OsString.EMPTY, redacted.apply(CommandLine.EMPTY));
  }

  @Test
  void redactedPolicyMasksTheUnscannedEndOfAVeryLongLine() {
    CommandLinePolicy redacted = new CommandLinePolicy.Redacted();
    int most = CommandLinePolicy.Redacted.MAX_SCANNED_BYTES;
    String fits = "x\0" + "y".repeat(most - 2);
    assertEquals(fits.replace('\0', ' '), redacted.apply(line(fits)).toString());
    assertEquals(fits.replace('\0', ' '), redacted.apply(line(fits + "\0")).toString());
    assertEquals(
        fits.replace('\0', ' ') + " ********", redacted.apply(line(fits + "\0z")).toString());
    assertEquals("x ********", redacted.apply(line(fits + "y")).toString());
    assertEquals("********", redacted.apply(line("y".repeat(most + 1))).toString());
  }

  private static CommandLine line(String raw) {
    return line(raw.getBytes(US_ASCII));
  }

  private static CommandLine line(byte[] raw) {
    return CommandLine.parse(raw, raw.length);
  }
}
