package procsnap.adapters.storage.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import procsnap.core.port.ObjectContent;

/** The checksums of a content as stores write them, and their comparison with stored bytes. */
public final class ContentSums {

  private ContentSums() {}

  /** CRC-32C in base64, in network byte order. */
  public static String crc32c(ObjectContent content) {
    byte[] bytes = ByteBuffer.allocate(Integer.BYTES).putInt(content.crc32c()).array();
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** MD5 in base64. */
  public static String md5(ObjectContent content) {
    return Base64.getEncoder().encodeToString(content.md5());
  }

  /** Whether a stream has the same bytes; it is read to its end and closed. */
  public static boolean isSame(InputStream bytes, ObjectContent content) throws IOException {
    try (CheckedInputStream in = new CheckedInputStream(bytes, new CRC32C())) {
      long count = in.transferTo(OutputStream.nullOutputStream());
      return count == content.bytes() && (int) in.getChecksum().getValue() == content.crc32c();
    }
  }
}
