package procsnap.adapters.format.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static procsnap.core.trace.SnapshotRows.row;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import procsnap.core.process.OsString;
import procsnap.core.trace.SnapshotRow;

/** Command lines as long as the kernel allows: written correctly, and in pieces. */
final class CsvWriterLongTextTest {

  private static final int MIB = 1 << 20;
  private static final int LENGTH = 6 * MIB;
  private static final String BEFORE = "2026-11-22 10:15:00,1,process,";
  private static final String AFTER = ",,,1970-01-01 00:00:00.000,,,,sleeping\n";

  /** Stream that compares what is written with the expected bytes. */
  private static final class Comparing extends OutputStream {

    private final byte[] expected;
    private int position;

    Comparing(byte[] expected) {
      this.expected = expected;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      assertTrue(
          Arrays.equals(expected, position, position + length, bytes, offset, offset + length),
          "differs after byte " + position);
      position += length;
    }
  }

  @Test
  void sixMebibytesOfInvalidUtf8AreEscaped() throws IOException {
    byte[] bytes = new byte[LENGTH];
    Arrays.fill(bytes, (byte) 0xff);

    assertWrites(bytes, BEFORE + "\\xff".repeat(LENGTH) + AFTER);
  }

  @Test
  void sixMebibytesOfQuotesAreQuotedAndDoubled() throws IOException {
    String text = "say \"a\" ".repeat(LENGTH / 8);

    assertWrites(
        text.getBytes(StandardCharsets.UTF_8),
        BEFORE + '"' + "say \"\"a\"\" ".repeat(LENGTH / 8) + '"' + AFTER);
  }

  /** A penguin is four bytes and two Java characters, and must never be split. */
  @Test
  void sixMebibytesBeyondTheBmpAreWrittenUnchanged() throws IOException {
    String text = "x" + "\ud83d\udc27".repeat(LENGTH / 4);

    assertWrites(text.getBytes(StandardCharsets.UTF_8), BEFORE + text + AFTER);
  }

  /** Decoded at once, the text alone would take twice its length in memory. */
  @Test
  void longTextNeedsLittleMemory() throws IOException {
    byte[] bytes = new byte[LENGTH];
    Arrays.fill(bytes, (byte) 'a');
    SnapshotRow row = row(1).commandLine(OsString.copyOf(bytes, 0, LENGTH)).build();
    write(row, OutputStream.nullOutputStream());

    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    write(row, OutputStream.nullOutputStream());
    long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;

    assertTrue(allocated < MIB, () -> "allocated " + allocated + " bytes");
  }

  private static void assertWrites(byte[] commandLine, String line) throws IOException {
    Comparing out = new Comparing(line.getBytes(StandardCharsets.UTF_8));

    write(row(1).commandLine(OsString.copyOf(commandLine, 0, commandLine.length)).build(), out);

    assertEquals(out.expected.length, out.position);
  }

  private static void write(SnapshotRow row, OutputStream out) throws IOException {
    CsvWriter writer = new CsvWriter(out, CsvTexts.NO_HEADER, CsvTexts.START);
    writer.write(row);
    writer.finish();
  }
}
