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

  /** Leaves the stream beneath open: what becomes of it is for others to decide. */
  @Override
  public void close() throws IOException {
    out.flush();
  }

  long bytes() {
    return bytes;
  }

  /** In lower-case hex; asked for once, at the end. */
  String sha256() {
    return HexFormat.of().formatHex(sha256.digest());
  }

  /** Eight lower-case hex digits. */
  String crc32c() {
    return HexFormat.of().toHexDigits((int) crc32c.getValue());
  }
}
