package procsnap.core.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Text from another program: arbitrary bytes. It is decoded as UTF-8; a byte that is not valid
 * UTF-8 becomes {@code \xNN}, like Python's {@code backslashreplace}.
 */
public final class OsString {

  public static final OsString EMPTY = new OsString(new byte[0]);

  private static final HexFormat HEX = HexFormat.of();

  private final byte[] bytes;

  private OsString(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Copies the bytes from {@code from} (inclusive) to {@code to} (exclusive). */
  public static OsString copyOf(byte[] bytes, int from, int to) {
    return from == to ? EMPTY : new OsString(Arrays.copyOfRange(bytes, from, to));
  }

  public static OsString of(String text) {
    return new OsString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Length in bytes. */
  public int length() {
    return bytes.length;
  }

  public boolean startsWith(OsString prefix) {
    int length = prefix.bytes.length;
    return length <= bytes.length && Arrays.equals(bytes, 0, length, prefix.bytes, 0, length);
  }

  /** Whether the text contains any of these ASCII characters. */
  public boolean containsAny(String characters) {
    for (int i = 0; i < characters.length(); i++) {
      char character = characters.charAt(i);
      for (byte b : bytes) {
        if (b == character) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether the text starts with any of these ASCII characters. */
  public boolean startsWithAny(String characters) {
    return bytes.length > 0 && characters.indexOf(bytes[0]) >= 0;
  }

  /** Concatenation of another text and this one. */
  public OsString after(OsString before) {
    byte[] both = Arrays.copyOf(before.bytes, before.bytes.length + bytes.length);
    System.arraycopy(bytes, 0, both, before.bytes.length, bytes.length);
    return new OsString(both);
  }

  /** Copy with every occurrence of a byte replaced by another. */
  public OsString withReplaced(byte old, byte replacement) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == old) {
        byte[] replaced = bytes.clone();
        for (int j = i; j < replaced.length; j++) {
          replaced[j] = replaced[j] == old ? replacement : replaced[j];
        }
        return new OsString(replaced);
      }
    }
    return this;
  }

  /** Adds the bytes to a digest. */
  public void addTo(MessageDigest digest) {
    digest.update(bytes);
  }

  /** Copy of the bytes. */
  public byte[] toByteArray() {
    return bytes.clone();
  }

  /** Writes the decoded text as UTF-8, without a copy of it in memory. */
  public void writeTo(OutputStream out) throws IOException {
    int written = 0;
    int at = 0;
    while (at < bytes.length) {
      if (bytes[at] >= 0) {
        at++;
        continue;
      }
      int character = characterLength(at);
      if (character == 0) {
        out.write(bytes, written, at - written);
        out.write('\\');
        out.write('x');
        out.write(HEX.toHighHexDigit(bytes[at]));
        out.write(HEX.toLowHexDigit(bytes[at]));
        written = at + 1;
      }
      at += Math.max(1, character);
    }
    out.write(bytes, written, at - written);
  }

  /** Decoded text. */
  @Override
  public String toString() {
    ByteArrayOutputStream utf8 = new ByteArrayOutputStream(bytes.length);
    try {
      writeTo(utf8);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return utf8.toString(StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OsString text && Arrays.equals(bytes, text.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /**
   * Length in bytes of the character that starts at an index, or 0 if none does: see the table of
   * well-formed byte sequences in the Unicode Standard, section 3.9.
   */
  private int characterLength(int at) {
    int first = bytes[at] & 0xFF;
    if (first < 0x80) {
      return 1;
    }
    int second = at + 1 < bytes.length ? bytes[at + 1] & 0xFF : 0;
    if (first >= 0xC2 && first <= 0xDF) {
      return isContinued(at, 1) ? 2 : 0;
    }
    if (first >= 0xE0 && first <= 0xEF) {
      boolean overlong = first == 0xE0 && second < 0xA0;
      boolean surrogate = first == 0xED && second > 0x9F;
      return !overlong && !surrogate && isContinued(at, 2) ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
      boolean overlong = first == 0xF0 && second < 0x90;
      boolean tooLarge = first == 0xF4 && second > 0x8F;
      return !overlong && !tooLarge && isContinued(at, 3) ? 4 : 0;
    }
    return 0;
  }

  /** Whether the given number of bytes after an index are continuation bytes. */
  private boolean isContinued(int at, int count) {
    if (at + count >= bytes.length) {
      return false;
    }
    for (int i = at + 1; i <= at + count; i++) {
      if ((bytes[i] & 0xC0) != 0x80) {
        return false;
      }
    }
    return true;
  }
}
