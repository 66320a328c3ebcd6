package procsnap.core.privacy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import procsnap.core.process.CommandLine;
import procsnap.core.process.OsString;

/** Privacy policy for command lines. */
public sealed interface CommandLinePolicy {

  /** Number of hex digits of a hash that are written: 48 bits. */
  int HASH_DIGITS = 12;

  /**
   * Text to write for a command line: its arguments joined by one space, or a substitute; empty for
   * an empty command line.
   */
  OsString apply(CommandLine commandLine);

  /** Whether a part of a command line may also be written elsewhere, as the name of a process. */
  default boolean revealsArguments() {
    return false;
  }

  /** Name of the policy in the manifest. */
  String label();

  /**
   * Identifier that distinguishes keys without revealing them; absent for a policy without a key.
   */
  default Optional<String> keyId() {
    return Optional.empty();
  }

  /** Writes the command line unchanged. */
  record Clear() implements CommandLinePolicy {

    @Override
    public OsString apply(CommandLine commandLine) {
      return commandLine.joined();
    }

    @Override
    public boolean revealsArguments() {
      return true;
    }

    @Override
    public String label() {
      return "clear";
    }
  }

  /**
   * Masks each value that looks like a secret; a secret that does not look like one is not masked.
   * The end of a very long command line is masked without being scanned.
   */
  record Redacted() implements CommandLinePolicy {

    /**
     * Number of bytes that are scanned for secrets, twice the longest line that xargs and find
     * build. Any user can run a program with a line of megabytes, whose scan would take seconds or
     * all memory.
     */
    static final int MAX_SCANNED_BYTES = 256 * 1024;

    private static final String SEPARATOR = "\0";

    @Override
    public OsString apply(CommandLine commandLine) {
      byte[] bytes = commandLine.arguments().toByteArray();
      int end = end(bytes);
      List<String> words = new ArrayList<>();
      if (end >= 0) {
        // In Latin-1 every byte is one character, so all bytes survive the round trip.
        String arguments = new String(bytes, 0, end, ISO_8859_1);
        words.addAll(SecretMask.masked(List.of(arguments.split(SEPARATOR, -1))));
      }
      if (end < bytes.length) {
        words.add(SecretMask.MASK);
      }
      byte[] joined = String.join(" ", words).getBytes(ISO_8859_1);
      return OsString.copyOf(joined, 0, joined.length);
    }

    /** End of the last whole argument that is scanned; -1 if there is none. */
    private static int end(byte[] arguments) {
      if (arguments.length <= MAX_SCANNED_BYTES) {
        return arguments.length;
      }
      int end = MAX_SCANNED_BYTES;
      while (end >= 0 && arguments[end] != 0) {
        end--;
      }
      return end;
    }

    @Override
    public String label() {
      return "redacted";
    }
  }

  /**
   * Writes the start of the SHA-256 of the command line. Anyone who guesses the command line can
   * check the guess, so short secrets are not protected.
   */
  record Hashed() implements CommandLinePolicy {

    @Override
    public OsString apply(CommandLine commandLine) {
      if (commandLine.equals(CommandLine.EMPTY)) {
        return OsString.EMPTY;
      }
      try {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        commandLine.joined().addTo(digest);
        return beginning(digest.digest());
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has SHA-256", e);
      }
    }

    @Override
    public String label() {
      return "sha256";
    }
  }

  /**
   * Writes the start of the HMAC-SHA-256 of the command line: without the key, a guess cannot be
   * checked.
   */
  final class Keyed implements CommandLinePolicy {

    private static final String ALGORITHM = "HmacSHA256";

    private final Mac mac;

    /**
     * @param key secret key, at least one byte
     */
    public Keyed(byte[] key) {
      try {
        mac = Mac.getInstance(ALGORITHM);
        mac.init(new SecretKeySpec(key, ALGORITHM));
      } catch (NoSuchAlgorithmException | InvalidKeyException e) {
        throw new IllegalStateException("every Java has " + ALGORITHM, e);
      }
    }

    @Override
    public OsString apply(CommandLine commandLine) {
      return commandLine.equals(CommandLine.EMPTY) ? OsString.EMPTY : hashed(commandLine.joined());
    }

    private OsString hashed(OsString text) {
      return beginning(mac.doFinal(text.toByteArray()));
    }

    @Override
    public String label() {
      return "hmac-sha256";
    }

    /** Hash of a fixed text with this key. */
    @Override
    public Optional<String> keyId() {
      return Optional.of(hashed(OsString.of("procsnap key id")).toString());
    }
  }

  private static OsString beginning(byte[] hash) {
    return OsString.of(HexFormat.of().formatHex(hash, 0, HASH_DIGITS / 2));
  }
}
