package procsnap.core.privacy;

import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import procsnap.core.process.ForeignText;

/** What of a command line is written. */
public sealed interface CommandLinePolicy {

  /** Hex digits of a hash that are written: 48 bits. */
  int HASH_DIGITS = 12;

  /** The command line itself, or what stands for it. */
  ForeignText apply(ForeignText commandLine);

  /** The word that the manifest has for it. */
  String label();

  /** Tells one key from another without telling the key; absent where there is none. */
  default Optional<String> keyId() {
    return Optional.empty();
  }

  /** As it is. */
  record Clear() implements CommandLinePolicy {

    @Override
    public ForeignText apply(ForeignText commandLine) {
      return commandLine;
    }

    @Override
    public String label() {
      return "clear";
    }
  }

  /**
   * The beginning of its SHA-256. Who can guess the command line can check the guess: no protection
   * for short secrets.
   */
  record Hashed() implements CommandLinePolicy {

    @Override
    public ForeignText apply(ForeignText commandLine) {
      try {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        commandLine.addTo(digest);
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
    public ForeignText apply(ForeignText commandLine) {
      return beginning(mac.doFinal(commandLine.toByteArray()));
    }

    @Override
    public String label() {
      return "hmac-sha256";
    }

    /** Its own hash of a fixed text. */
    @Override
    public Optional<String> keyId() {
      return Optional.of(apply(ForeignText.of("procsnap key id")).toString());
    }
  }

  private static ForeignText beginning(byte[] hash) {
    return ForeignText.of(HexFormat.of().formatHex(hash, 0, HASH_DIGITS / 2));
  }
}
