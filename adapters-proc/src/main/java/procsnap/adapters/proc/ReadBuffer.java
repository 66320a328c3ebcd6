package procsnap.adapters.proc;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.Arrays;

/**
 * Buffer for reading /proc files, one after another. It grows for a large file, up to the cap, and
 * shrinks again for the next.
 */
final class ReadBuffer {

  /** Largest read that the JVM buffers on its stack, without an allocation. */
  private static final int PIECE = 8192;

  private byte[] bytes = new byte[PIECE];
  private int length;

  /**
   * Reads a file to its end or to the cap. The kernel fills the buffer while there is more, so a
   * short read is the last.
   *
   * @return whether the file was cut off at the cap
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

  /** Bytes of the last file; valid up to {@link #length}, until the next fill. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }
}
