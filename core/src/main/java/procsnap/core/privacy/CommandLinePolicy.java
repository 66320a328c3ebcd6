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

/** What of a command line is written. */
public sealed interface CommandLinePolicy {

  /** Hex digits of a hash that are written: 48 bits. */
  int HASH_DIGITS = 12;

  /**
   * The arguments joined by one space, or what stands for them; empty for an empty command line.
   */
  OsString apply(CommandLine commandLine);

  /** Whether a part of a command line may be written elsewhere too: as the name of a process. */
  default boolean revealsArguments() {
    return false;
  }

  /** The word that the manifest has for it. */
  String label();

  /** Tells one key from another without telling the key; absent where there is none. */
  default Optional<String> keyId() {
    return Optional.empty();
  }

  /** As it is. */
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
   * With a mask in the place of each value that looks like a secret. Some do not look like one. The
   * end of a very long line is masked without a look.
   */
  record Redacted() implements CommandLinePolicy {

    /**
     * So many bytes are looked through, twice of what xargs and find make: any user can run a
     * program whose line of megabytes would take seconds, or all memory.
     */
    static final int LOOKED_THROUGH = 256 * 1024;

    private static final String SEPARATOR = "\0";

    @Override
    public OsString apply(CommandLine commandLine) {
      byte[] bytes = commandLine.arguments().toByteArray();
      int end = end(bytes);
      List<String> words = new ArrayList<>();
      if (end >= 0) {
        // Every byte is a character of Latin-1, and comes back as it was.
        String arguments = new String(bytes, 0, end, ISO_8859_1);
        words.addAll(SecretMask.masked(List.of(arguments.split(SEPARATOR, -1))));
      }
      if (end < bytes.length) {
        words.add(SecretMask.MASK);
      }
      byte[] joined = String.join(" ", words).getBytes(ISO_8859_1);
      return OsString.copyOf(joined, 0, joined.length);
    }

    /** Where the arguments that are looked through end, all of them whole; -1 without any. */
    private static int end(byte[] arguments) {
      if (arguments.length <= LOOKED_THROUGH) {
        return arguments.length;
      }
      int end = LOOKED_THROUGH;
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
   * The beginning of its SHA-256. Who can guess the command line can check the guess: no protection
   * for short secrets.
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

  /** The beginning of its HMAC-SHA-256: without the key a guess cannot be checked. */
  final class Keyed implements CommandLinePolicy {

    private static final String ALGORITHM = "HmacSHA256";

    private final Mac mac;

    /**
     * @param key the secret, at least one byte
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

    /** Its own hash of a fixed text. */
    @Override
    public Optional<String> keyId() {
      return Optional.of(hashed(OsString.of("procsnap key id")).toString());
    }
  }

  private static OsString beginning(byte[] hash) {
    return OsString.of(HexFormat.of().formatHex(hash, 0, HASH_DIGITS / 2));
  }
}
