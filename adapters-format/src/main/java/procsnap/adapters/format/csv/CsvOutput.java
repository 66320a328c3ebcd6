package procsnap.adapters.format.csv;

import java.io.IOException;
import java.io.OutputStream;
import procsnap.core.process.OsString;

/**
 * Stream of CSV cells and rows: commas between cells, RFC 4180 quotes only where needed, LF at the
 * end of a row. No cell allocates memory.
 */
final class CsvOutput extends OutputStream {

  private static final int BUFFER = 64 * 1024;

  private static final int LONGEST_NUMBER = 19;

  /** Characters that make a cell quoted. */
  private static final String SPECIAL = ",\"\r\n";

  private final OutputStream out;
  private final byte[] buffer = new byte[BUFFER];
  private final byte[] digits = new byte[LONGEST_NUMBER];
  private int length;
  private boolean inRow;

  CsvOutput(OutputStream out) {
    this.out = out;
  }

  /** Writes a cell of arbitrary text. */
  void text(OsString text) throws IOException {
    comma();
    if (text.containsAny(SPECIAL)) {
      write('"');
      text.writeTo(new Doubling());
      write('"');
    } else {
      text.writeTo(this);
    }
  }

  /** Writes a cell of ASCII text that needs no quotes. */
  void plain(String text) throws IOException {
    comma();
    for (int i = 0; i < text.length(); i++) {
      write(text.charAt(i));
    }
  }

  /** Writes a cell of ASCII text that needs no quotes. */
  void plain(byte[] text) throws IOException {
    comma();
    write(text, 0, text.length);
  }

  /** Writes a cell of a non-negative integer. */
  void number(long number) throws IOException {
    comma();
    digits(number, 1);
  }

  /**
   * Writes a cell of a non-negative number with a number of decimals: {@code scaled / 10^decimals}.
   */
  void decimal(long scaled, int decimals) throws IOException {
    comma();
    long one = 1;
    for (int i = 0; i < decimals; i++) {
      one *= 10;
    }
    digits(scaled / one, 1);
    write('.');
    digits(scaled % one, decimals);
  }

  /** Writes the cell of an unknown value. */
  void empty() throws IOException {
    comma();
  }

  void endRow() throws IOException {
    write('\n');
    inRow = false;
  }

  /** Continues the cell with a number, padded with zeros to at least {@code minDigits} digits. */
  void digits(long number, int minDigits) throws IOException {
    int at = LONGEST_NUMBER;
    long rest = number;
    // The C1 compiler divides an int with one instruction but calls a function for a long.
    for (; rest > Integer.MAX_VALUE; rest /= 10) {
      digits[--at] = (byte) ('0' + rest % 10);
    }
    int small = (int) rest;
    for (; small > 0 || at > LONGEST_NUMBER - minDigits; small /= 10) {
      digits[--at] = (byte) ('0' + small % 10);
    }
    write(digits, at, LONGEST_NUMBER - at);
  }

  /** Continues the cell with one byte. */
  @Override
  public void write(int b) throws IOException {
    if (length == BUFFER) {
      drain();
    }
    buffer[length] = (byte) b;
    length++;
  }

  /** Continues the cell with bytes. */
  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    if (count > BUFFER - length) {
      drain();
    }
    if (count > BUFFER) {
      out.write(bytes, offset, count);
    } else {
      System.arraycopy(bytes, offset, buffer, length, count);
      length += count;
    }
  }

  @Override
  public void flush() throws IOException {
    drain();
    out.flush();
  }

  private void comma() throws IOException {
    if (inRow) {
      write(',');
    }
    inRow = true;
  }

  private void drain() throws IOException {
    out.write(buffer, 0, length);
    length = 0;
  }

  /** Stream of a quoted cell's content, which doubles its quotes. */
  private final class Doubling extends OutputStream {

    @Override
    public void write(int b) throws IOException {
      CsvOutput.this.write(b);
      if (b == '"') {
        CsvOutput.this.write(b);
      }
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      for (int i = 0; i < count; i++) {
        write(bytes[offset + i]);
      }
    }
  }
}
