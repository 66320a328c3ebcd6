package procsnap.core.port;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of an object to store; each attempt reads them again. */
public interface ObjectContent {

  /** Number of bytes. */
  long bytes();

  /** CRC-32C of the bytes. */
  int crc32c();

  /** MD5 of the bytes, 16 bytes long: for stores that support no other checksum. */
  byte[] md5();

  /** Opens the content at its beginning. */
  InputStream open() throws IOException;

  /** Opens a content. */
  interface Opening {
    InputStream open() throws IOException;
  }

  /** The same content, opened another way. */
  default ObjectContent openedBy(Opening opening) {
    ObjectContent content = this;
    return new ObjectContent() {
      @Override
      public long bytes() {
        return content.bytes();
      }

      @Override
      public int crc32c() {
        return content.crc32c();
      }

      @Override
      public byte[] md5() {
        return content.md5();
      }

      @Override
      public InputStream open() throws IOException {
        return opening.open();
      }
    };
  }
}
