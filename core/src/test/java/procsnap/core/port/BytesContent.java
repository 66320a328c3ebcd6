package procsnap.core.port;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Random;
import java.util.zip.CRC32C;

/** Bytes in memory as the content of an object, with right or wrong checksums. */
public final class BytesContent implements ObjectContent {

  private final byte[] content;
  private final long bytes;
  private final int crc32c;
  private final byte[] md5;

  private BytesContent(byte[] content, long bytes, int crc32c, byte[] md5) {
    this.content = content;
    this.bytes = bytes;
    this.crc32c = crc32c;
    this.md5 = md5;
  }

  public static BytesContent of(byte[] bytes) {
    CRC32C crc32c = new CRC32C();
    crc32c.update(bytes);
    try {
      byte[] md5 = MessageDigest.getInstance("MD5").digest(bytes);
      return new BytesContent(bytes, bytes.length, (int) crc32c.getValue(), md5);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }

  public static BytesContent of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Random bytes. */
  public static BytesContent random(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return of(bytes);
  }

  /** The same bytes with the checksums of others. */
  public BytesContent withWrongChecksums() {
    BytesContent other = of("something else");
    return new BytesContent(content, bytes, other.crc32c, other.md5);
  }

  /** The same size and checksums, but the second half of the bytes is missing. */
  public BytesContent thatEndsEarly() {
    byte[] shorter = new byte[content.length / 2];
    System.arraycopy(content, 0, shorter, 0, shorter.length);
    return new BytesContent(shorter, bytes, crc32c, md5);
  }

  /** The bytes themselves. */
  public byte[] content() {
    return content.clone();
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public int crc32c() {
    return crc32c;
  }

  @Override
  public byte[] md5() {
    return md5.clone();
  }

  @Override
  public InputStream open() {
    return new ByteArrayInputStream(content);
  }
}
