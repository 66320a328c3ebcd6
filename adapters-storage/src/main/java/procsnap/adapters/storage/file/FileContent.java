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
import procsnap.core.archive.FileSums;
import procsnap.core.port.ObjectContent;

/** A file as the content of an object; its sums are taken when it is made. */
public final class FileContent implements ObjectContent {

  private static final int PIECE = 64 * 1024;

  private final Path file;
  private final CRC32C crc32c = new CRC32C();
  private final byte[] md5;
  private final byte[] sha256;
  private long bytes;

  public FileContent(Path file) throws IOException {
    this.file = file;
    MessageDigest md5Digest = digest("MD5");
    MessageDigest sha256Digest = digest("SHA-256");
    byte[] piece = new byte[PIECE];
    try (InputStream in = open()) {
      for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
        crc32c.update(piece, 0, count);
        md5Digest.update(piece, 0, count);
        sha256Digest.update(piece, 0, count);
        bytes += count;
      }
    }
    md5 = md5Digest.digest();
    sha256 = sha256Digest.digest();
  }

  /** Whether the file is what these sums were taken of, as far as its size and CRC-32C tell. */
  public boolean fits(FileSums sums) {
    return bytes == sums.bytes() && HexFormat.of().toHexDigits(crc32c()).equals(sums.crc32c());
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }

  /** Their SHA-256, in hex digits. */
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
    return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
  }
}
