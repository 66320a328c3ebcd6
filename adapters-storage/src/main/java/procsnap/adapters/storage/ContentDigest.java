package procsnap.adapters.storage;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/** Counts and hashes the bytes that pass through it. */
final class ContentDigest extends FilterOutputStream {

  /**
   * Sums of the bytes that passed.
   *
   * @param bytes how many they were
   * @param sha256 their SHA-256, in lower-case hex
   * @param crc32c their CRC-32C, in eight lower-case hex digits
   */
  record Sums(long bytes, String sha256, String crc32c) {}

  private final MessageDigest sha256;
  private final CRC32C crc32c = new CRC32C();
  private long bytes;

  ContentDigest(OutputStream out) {
    super(out);
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] buffer, int offset, int length) throws IOException {
    out.write(buffer, offset, length);
    sha256.update(buffer, offset, length);
    crc32c.update(buffer, offset, length);
    bytes += length;
  }

  long bytes() {
    return bytes;
  }

  /** What it came to; asked for once, at the end. */
  Sums sums() {
    return new Sums(
        bytes,
        HexFormat.of().formatHex(sha256.digest()),
        HexFormat.of().toHexDigits((int) crc32c.getValue()));
  }
}
