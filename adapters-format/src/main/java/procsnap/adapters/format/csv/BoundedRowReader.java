package procsnap.adapters.format.csv;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.util.concurrent.Semaphore;

/**
 * Text of a CSV that fails on a row too long, or with too many cells, to hold in memory. Of all the
 * files that are read at a time, one may be within a long row; the others wait for it.
 */
final class BoundedRowReader extends FilterReader {

  /**
   * Limit on the characters of a row: a command line of 6 MiB with every byte written as {@code
   * \xNN}.
   */
  private static final int LONGEST_ROW = 32 * 1024 * 1024;

  /** More cells than any set of columns has. */
  private static final int MOST_CELLS = 1024;

  private static final int LONG_ROW = 1024 * 1024;
  private static final Semaphore LONG_ROWS = new Semaphore(1);

  private boolean quoted;
  private int cells = 1;
  private boolean inLongRow;

  // Positions in the text, 0 where the last read ended.
  private int rowStart;
  private int cellStart;
  private int afterQuotes = -1;

  BoundedRowReader(Reader text) {
    super(text);
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    scan(buffer, offset, count);
    if (-rowStart > LONGEST_ROW) {
      throw new IOException("a row is longer than the limit of 32 Mi characters");
    }
    if (-rowStart > LONG_ROW && !inLongRow) {
      LONG_ROWS.acquireUninterruptibly();
      inLongRow = true;
    }
    return count;
  }

  /** Finds the rows and cells; most characters take a single comparison. */
  private void scan(char[] buffer, int offset, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      char c = buffer[offset + i];
      if (c > ',') {
        continue;
      }
      if (c == '"') {
        if (quoted) {
          quoted = false;
          afterQuotes = i + 1;
        } else {
          // At the start of a cell, or the second of two within one.
          quoted = i == cellStart || i == afterQuotes;
        }
      } else if (c == ',' && !quoted) {
        cellStart = i + 1;
        if (++cells > MOST_CELLS) {
          throw new IOException("a row has more cells than the limit of " + MOST_CELLS);
        }
      } else if ((c == '\n' || c == '\r') && !quoted) {
        cellStart = i + 1;
        rowStart = cellStart;
        cells = 1;
      }
    }
    rowStart -= count;
    cellStart -= count;
    afterQuotes = afterQuotes == count ? 0 : -1;
  }

  /** Lets another file read a long row: that of this file is no longer in memory. */
  void releaseRow() {
    if (inLongRow) {
      inLongRow = false;
      LONG_ROWS.release();
    }
  }

  @Override
  public void close() throws IOException {
    releaseRow();
    super.close();
  }
}
