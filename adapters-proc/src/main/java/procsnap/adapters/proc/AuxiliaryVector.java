package procsnap.adapters.proc;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * {@code /proc/self/auxv}: what the kernel told our own program at its start, pairs of machine
 * words, see getauxval(3).
 *
 * @param ticksPerSecond {@code AT_CLKTCK}, unit of all times in {@code /proc/[pid]/stat}
 * @param pageBytes {@code AT_PAGESZ}, unit of {@code /proc/[pid]/statm}
 */
record AuxiliaryVector(int ticksPerSecond, long pageBytes) {

  private static final int AT_PAGESZ = 6;
  private static final int AT_CLKTCK = 17;

  /** What holds where the kernel does not tell: it is so on nearly every Linux. */
  private static final AuxiliaryVector USUAL = new AuxiliaryVector(100, 4096);

  static AuxiliaryVector read(Path file) {
    try (FileInputStream in = new FileInputStream(file.toFile())) {
      return parse(in.readAllBytes());
    } catch (IOException e) {
      return USUAL;
    }
  }

  /** Reads 64-bit pairs in the byte order of this machine. */
  static AuxiliaryVector parse(byte[] bytes) {
    ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    long ticks = USUAL.ticksPerSecond;
    long page = USUAL.pageBytes;
    while (words.remaining() >= 2 * Long.BYTES) {
      long type = words.getLong();
      long value = words.getLong();
      if (type == AT_CLKTCK) {
        ticks = value;
      } else if (type == AT_PAGESZ) {
        page = value;
      }
    }
    return ticks >= 1 && ticks <= 1_000_000 && page >= 1
        ? new AuxiliaryVector((int) ticks, page)
        : USUAL;
  }
}
