package procsnap.cli.log;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Data on a terminal, which would obey what a process has put into its name or its command line:
 * control characters and those that change the direction of text are escaped as in Java, and bytes
 * that are not UTF-8 as in C. Files and pipes get the bytes themselves.
 */
public final class TerminalOutput extends OutputStream {

  private static final int LONGEST = 4;

  private final OutputStream out;

  /** The bytes of a character that is not complete. */
  private final byte[] character = new byte[LONGEST];

  private int length;
  private int missing;

  public TerminalOutput(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int b) throws IOException {
    boolean continues = (b & 0xc0) == 0x80;
    if (missing > 0 && !continues) {
      escapeBytes();
    }
    character[length++] = (byte) b;
    if (missing > 0) {
      missing--;
    } else {
      missing = continues ? 0 : Math.max(0, Integer.numberOfLeadingZeros(~(byte) b) - 25);
    }
    if (length + missing > LONGEST) {
      escapeBytes();
    } else if (missing == 0) {
      writeCharacter();
    }
  }

  private void writeCharacter() throws IOException {
    String text = new String(character, 0, length, StandardCharsets.UTF_8);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (!Arrays.equals(bytes, 0, bytes.length, character, 0, length)) {
      escapeBytes();
      return;
    }
    boolean isLayout = text.equals("\n") || text.equals("\t");
    out.write(isLayout ? bytes : Printable.of(text).getBytes(StandardCharsets.UTF_8));
    length = 0;
  }

  private void escapeBytes() throws IOException {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < length; i++) {
      escaped.append(String.format("\\x%02x", character[i]));
    }
    out.write(escaped.toString().getBytes(StandardCharsets.US_ASCII));
    length = 0;
    missing = 0;
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }
}
