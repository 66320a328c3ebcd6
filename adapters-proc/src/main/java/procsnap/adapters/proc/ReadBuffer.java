package procsnap.adapters.proc;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.Arrays;

/**
 * A buffer that files of /proc are read into, one after the other. It grows for a large file, up to
 * the cap, and is small again for the next.
 */
final class ReadBuffer {

  /** Up to here the JVM reads through its stack, without an allocation of its own. */
  private static final int PIECE = 8192;

  private byte[] bytes = new byte[PIECE];
  private int length;

  /**
   * Reads a file to its end or to the cap. The kernel fills the buffer as long as there is more, so
   * a read that comes back short was the last.
   *
   * @return whether the cap cut it off
   */
  boolean fill(RandomAccessFile in, int cap) throws IOException {
    if (bytes.length > PIECE) {
      bytes = new byte[PIECE];
    }
    length = 0;
    while (length < cap) {
      if (length == bytes.length) {
        bytes = Arrays.copyOf(bytes, (int) Math.min(cap, 2L * length));
      }
      int wanted = Math.min(PIECE, bytes.length - length);
      int count = in.read(bytes, length, wanted);
      length += Math.max(0, count);
      if (count < wanted) {
        return false;
      }
    }
    return true;
  }

  /** What was read; valid up to {@link #length}, until the next fill. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }
}
