package procsnap.adapters.proc;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * {@code /proc/self/auxv}: pairs of machine words that the kernel passes to a program when it
 * starts, see getauxval(3).
 *
 * @param ticksPerSecond {@code AT_CLKTCK}, the unit of all times in {@code /proc/[pid]/stat}
 * @param pageBytes {@code AT_PAGESZ}, the unit of {@code /proc/[pid]/statm}
 */
record AuxiliaryVector(int ticksPerSecond, long pageBytes) {

  private static final int AT_PAGESZ = 6;
  private static final int AT_CLKTCK = 17;

  /** Defaults for when the file cannot be read: right on nearly every Linux. */
  private static final AuxiliaryVector DEFAULT = new AuxiliaryVector(100, 4096);

  static AuxiliaryVector read(Path file) {
    try (FileInputStream in = new FileInputStream(file.toFile())) {
      return parse(in.readAllBytes());
    } catch (IOException e) {
      return DEFAULT;
    }
  }

  /** Parses 64-bit pairs in the byte order of this machine. */
  static AuxiliaryVector parse(byte[] bytes) {
    ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    long ticks = DEFAULT.ticksPerSecond;
    long page = DEFAULT.pageBytes;
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
        : DEFAULT;
  }
}
