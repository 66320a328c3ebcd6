package procsnap.adapters.format.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.Writer;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits on rows and cells, with reads that end at every place in a cell. */
final class BoundedRowReaderTest {

  private static final int LIMIT = 1024;
  private static final int LONG_ROW = 1024 * 1024;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7, 8192})
  void rowMayHaveAsManyCellsAsTheLimit(int charsARead) throws IOException {
    String row = ",".repeat(LIMIT - 1) + "\n";

    readAll(row.repeat(3), charsARead);
    assertTooManyCells("a\n" + "," + row, charsARead);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7, 8192})
  void separatorsInAQuotedCellAreNotCounted(int charsARead) throws IOException {
    String commas = ",".repeat(2 * LIMIT);

    readAll("a,\"" + commas + "\"\n", charsARead);
    readAll("\"" + commas + "\"\"" + commas + "\",\"\",\"\n" + commas + "\"\n", charsARead);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7, 8192})
  void quotesThatDoNotQuoteHideNoCells(int charsARead) {
    assertTooManyCells("a\",".repeat(LIMIT + 1), charsARead);
    assertTooManyCells("\"\",".repeat(LIMIT + 1), charsARead);
    assertTooManyCells("\"\"\"\",".repeat(LIMIT + 1), charsARead);
    assertTooManyCells("\"a\"b\",".repeat(LIMIT + 1), charsARead);
    assertTooManyCells(" \",".repeat(LIMIT + 1), charsARead);
    assertTooManyCells("\"\n\",".repeat(LIMIT + 1), charsARead);
  }

  @Test
  void rowLongerThanTheLimitIsRefused() {
    IOException refused =
        assertThrows(IOException.class, () -> readAll("a".repeat(33 * LONG_ROW), 8192));

    assertEquals("a row is longer than the limit of 32 Mi characters", refused.getMessage());
  }

  @Test
  @Timeout(60)
  void oneLongRowIsReadAtATime() throws Exception {
    String text = "a".repeat(2 * LONG_ROW) + "\n";
    try (BoundedRowReader first = new BoundedRowReader(new StringReader(text));
        BoundedRowReader second = new BoundedRowReader(new StringReader(text))) {
      assertEquals(text.length(), first.transferTo(Writer.nullWriter()));
      FutureTask<Long> reading = new FutureTask<>(() -> second.transferTo(Writer.nullWriter()));
      Thread other = new Thread(reading);
      other.start();
      while (other.getState() != Thread.State.WAITING) {
        assertTrue(other.isAlive(), "the second row did not wait");
        Thread.sleep(1);
      }

      first.releaseRow();

      assertEquals(text.length(), reading.get());
    }
  }

  private static void assertTooManyCells(String text, int charsARead) {
    IOException refused = assertThrows(IOException.class, () -> readAll(text, charsARead));
    assertEquals("a row has more cells than the limit of " + LIMIT, refused.getMessage());
  }

  private static void readAll(String text, int charsARead) throws IOException {
    try (Reader reader = new BoundedRowReader(new StringReader(text))) {
      char[] buffer = new char[charsARead];
      while (reader.read(buffer, 0, charsARead) >= 0) {
        // Reads on.
      }
    }
  }
}
