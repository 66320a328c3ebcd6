package procsnap.adapters.format.csv;

import java.io.IOException;
import java.io.OutputStream;
import procsnap.core.process.OsString;

/**
 * Cells and rows as bytes: commas between cells, quotes as RFC 4180 has them and only where they
 * are needed, LF at the end of a row. Nothing is allocated for a cell.
 */
final class CsvOutput extends OutputStream {

  private static final int BUFFER = 64 * 1024;

  private static final int LONGEST_NUMBER = 19;

  /** A cell that holds one of these is quoted. */
  private static final String SPECIAL = ",\"\r\n";

  private final OutputStream out;
  private final byte[] buffer = new byte[BUFFER];
  private final byte[] digits = new byte[LONGEST_NUMBER];
  private int length;
  private boolean inRow;

  CsvOutput(OutputStream out) {
    this.out = out;
  }

  /** A cell of whatever text. */
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

  /** A cell of ASCII text that needs no quotes. */
  void plain(String text) throws IOException {
    comma();
    for (int i = 0; i < text.length(); i++) {
      write(text.charAt(i));
    }
  }

  /** A cell of ASCII text that needs no quotes. */
  void plain(byte[] text) throws IOException {
    comma();
    write(text, 0, text.length);
  }

  /** A cell of an integer that is not negative. */
  void number(long number) throws IOException {
    comma();
    digits(number, 1);
  }

  /** A cell of a number with so many decimals, {@code scaled / 10^decimals}; not negative. */
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

  /** A cell of what is not known. */
  void empty() throws IOException {
    comma();
  }

  void endRow() throws IOException {
    write('\n');
    inRow = false;
  }

  /** Continues the cell with a number, with zeros before it up to so many digits. */
  void digits(long number, int least) throws IOException {
    int at = LONGEST_NUMBER;
    long rest = number;
    // The small compiler divides an int by one instruction and calls a function for a long.
    for (; rest > Integer.MAX_VALUE; rest /= 10) {
      digits[--at] = (byte) ('0' + rest % 10);
    }
    int small = (int) rest;
    for (; small > 0 || at > LONGEST_NUMBER - least; small /= 10) {
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

  /** The inside of quotes. */
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
