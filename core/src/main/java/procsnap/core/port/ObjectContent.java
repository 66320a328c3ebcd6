package procsnap.core.port;

import java.io.IOException;
import java.io.InputStream;

/** The bytes that an object is to have, which can be read as often as a try needs it. */
public interface ObjectContent {

  /** How many they are. */
  long bytes();

  /** Their CRC-32C. */
  int crc32c();

  /** Their MD5, 16 bytes: for stores that know no other checksum. */
  byte[] md5();

  /** Opens them from the beginning. */
  InputStream open() throws IOException;

  /** How bytes are opened. */
  interface Opening {
    InputStream open() throws IOException;
  }

  /** The same content, opened in another way. */
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
