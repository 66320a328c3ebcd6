package procsnap.adapters.storage.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32C;
import procsnap.core.port.ObjectContent;

/**
 * The bytes of an object on their way to a store. The last ones are only sent when all of them
 * match their checksum.
 */
public final class SentContent extends FilterInputStream {

  private final CRC32C crc32c = new CRC32C();
  private final int expected;
  private long missing;

  private SentContent(InputStream in, ObjectContent content) {
    super(in);
    expected = content.crc32c();
    missing = content.bytes();
  }

  public static InputStream open(ObjectContent content) throws IOException {
    return new SentContent(content.open(), content);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = in.read(buffer, offset, (int) Math.min(length, Math.max(missing, 1)));
    if (count < 0) {
      if (missing > 0) {
        throw changed();
      }
      return count;
    }
    crc32c.update(buffer, offset, count);
    missing -= count;
    if (missing < 0 || (missing == 0 && (int) crc32c.getValue() != expected)) {
      throw changed();
    }
    return count;
  }

  private static IOException changed() {
    return new IOException("the content has changed since its checksums were computed");
  }

  @Override
  public long skip(long bytes) {
    return 0;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
