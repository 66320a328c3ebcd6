package procsnap.core.process;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Text that another program chose: any bytes at all. As characters it is UTF-8, and a byte that is
 * not UTF-8 reads {@code \xNN}, as Python's {@code backslashreplace} has it.
 */
public final class ForeignText {

  public static final ForeignText EMPTY = new ForeignText(new byte[0]);

  private static final HexFormat HEX = HexFormat.of();

  private final byte[] bytes;

  private ForeignText(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A copy of the bytes from {@code from} (inclusive) to {@code to} (exclusive). */
  public static ForeignText copyOf(byte[] bytes, int from, int to) {
    return from == to ? EMPTY : new ForeignText(Arrays.copyOfRange(bytes, from, to));
  }

  public static ForeignText of(String text) {
    return new ForeignText(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Length in bytes. */
  public int length() {
    return bytes.length;
  }

  /** How many characters it shows: a byte that is not UTF-8 counts as one. */
  public int characterCount() {
    return isAscii() ? bytes.length : countCharacters();
  }

  public boolean startsWith(ForeignText prefix) {
    int length = prefix.bytes.length;
    return length <= bytes.length && Arrays.equals(bytes, 0, length, prefix.bytes, 0, length);
  }

  /** Whether any of its bytes is one of these ASCII characters. */
  public boolean containsAny(String characters) {
    for (byte b : bytes) {
      if (b >= 0 && characters.indexOf(b) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** Feeds its bytes to a digest. */
  public void addTo(MessageDigest digest) {
    digest.update(bytes);
  }

  /** Its bytes, a copy. */
  public byte[] toByteArray() {
    return bytes.clone();
  }

  /** Its characters, decoded a piece at a time: for text of any size. */
  public Reader reader() {
    return new Decoder(ByteBuffer.wrap(bytes));
  }

  /** Its characters. */
  @Override
  public String toString() {
    if (isAscii()) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
    StringWriter text = new StringWriter(bytes.length);
    try (Reader reader = reader()) {
      reader.transferTo(text);
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
    return text.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ForeignText text && Arrays.equals(bytes, text.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  private boolean isAscii() {
    for (byte b : bytes) {
      if (b < 0) {
        return false;
      }
    }
    return true;
  }

  private int countCharacters() {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    int invalid = 0;
    CoderResult result = decoder.decode(in, out, true);
    while (result.isMalformed()) {
      invalid += result.length();
      in.position(in.position() + result.length());
      result = decoder.decode(in, out, true);
    }
    return invalid + Character.codePointCount(out.array(), 0, out.position());
  }

  private static final class Decoder extends Reader {

    private final CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer in;
    private CharBuffer pending = CharBuffer.allocate(0);

    Decoder(ByteBuffer in) {
      this.in = in;
    }

    @Override
    public int read(char[] target, int offset, int length) {
      CharBuffer out = CharBuffer.wrap(target, offset, length);
      while (out.hasRemaining() && (pending.hasRemaining() || in.hasRemaining())) {
        if (pending.hasRemaining()) {
          out.put(pending.get());
          continue;
        }
        CoderResult result = decoder.decode(in, out, true);
        if (result.isMalformed()) {
          pending = escape(result.length());
        } else if (result.isOverflow() && out.hasRemaining()) {
          // One place left and a character that needs two: it goes through the pending buffer.
          CharBuffer pair = CharBuffer.allocate(2);
          decoder.decode(in, pair, true);
          pending = pair.flip();
        }
      }
      int count = out.position() - offset;
      return count == 0 && length > 0 ? -1 : count;
    }

    private CharBuffer escape(int count) {
      StringBuilder escaped = new StringBuilder(4 * count);
      for (int i = 0; i < count; i++) {
        HEX.toHexDigits(escaped.append("\\x"), in.get());
      }
      return CharBuffer.wrap(escaped);
    }

    @Override
    public void close() {}
  }
}
