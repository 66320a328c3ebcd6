package procsnap.adapters.storage.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import procsnap.core.archive.FileSums;
import procsnap.core.port.ObjectContent;

/** A file as the content of an object; its size and checksums are computed on construction. */
public final class FileContent implements ObjectContent {

  private static final int BUFFER_BYTES = 64 * 1024;

  private final Path file;
  private final CRC32C crc32c = new CRC32C();
  private final byte[] md5;
  private final byte[] sha256;
  private long bytes;

  public FileContent(Path file) throws IOException {
    this.file = file;
    MessageDigest md5Digest = digest("MD5");
    MessageDigest sha256Digest = digest("SHA-256");
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = open()) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        crc32c.update(buffer, 0, count);
        md5Digest.update(buffer, 0, count);
        sha256Digest.update(buffer, 0, count);
        bytes += count;
      }
    }
    md5 = md5Digest.digest();
    sha256 = sha256Digest.digest();
  }

  /** Whether size and checksums equal the recorded ones. */
  public boolean matches(FileSums sums) {
    return bytes == sums.bytes()
        && HexFormat.of().toHexDigits(crc32c()).equals(sums.crc32c())
        && sha256().equals(sums.sha256());
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime provides " + algorithm, e);
    }
  }

  /** SHA-256 of the content, in hex digits. */
  public String sha256() {
    return HexFormat.of().formatHex(sha256);
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public int crc32c() {
    return (int) crc32c.getValue();
  }

  @Override
  public byte[] md5() {
    return md5.clone();
  }

  @Override
  public InputStream open() throws IOException {
    return RegularFile.open(file);
  }
}
