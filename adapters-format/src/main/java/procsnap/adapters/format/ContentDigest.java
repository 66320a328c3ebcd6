package procsnap.adapters.format;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import procsnap.core.archive.FileSums;

/** Stream that counts and hashes the bytes written through it. */
public final class ContentDigest extends FilterOutputStream {

  private final MessageDigest sha256;
  private final CRC32C crc32c = new CRC32C();
  private long bytes;

  public ContentDigest(OutputStream out) {
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

  public long bytes() {
    return bytes;
  }

  /** Size and hashes of everything written. May be called once, at the end. */
  public FileSums sums() {
    return new FileSums(
        bytes,
        HexFormat.of().formatHex(sha256.digest()),
        HexFormat.of().toHexDigits((int) crc32c.getValue()));
  }
}
