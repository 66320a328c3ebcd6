package procsnap.adapters.storage.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import procsnap.core.port.ObjectContent;
import procsnap.core.verify.FileSums;

/** A file as the content of an object; its sums are taken when it is made. */
public final class FileContent implements ObjectContent {

  private static final int PIECE = 64 * 1024;

  private final Path file;
  private final CRC32C crc32c = new CRC32C();
  private final byte[] md5;
  private long bytes;

  public FileContent(Path file) throws IOException {
    this.file = file;
    MessageDigest digest = md5Digest();
    byte[] piece = new byte[PIECE];
    try (InputStream in = open()) {
      for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
        crc32c.update(piece, 0, count);
        digest.update(piece, 0, count);
        bytes += count;
      }
    }
    md5 = digest.digest();
  }

  /** Whether the file is what these sums were taken of, as far as its size and CRC-32C tell. */
  public boolean fits(FileSums sums) {
    return bytes == sums.bytes() && HexFormat.of().toHexDigits(crc32c()).equals(sums.crc32c());
  }

  private static MessageDigest md5Digest() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
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
    return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
  }
}
