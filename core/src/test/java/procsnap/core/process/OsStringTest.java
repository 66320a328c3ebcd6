package procsnap.core.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Decoding of arbitrary bytes: UTF-8 where valid, {@code \xNN} elsewhere. */
class OsStringTest {

  /** Columns: the bytes as Latin-1 characters, the decoded text. */
  @ParameterizedTest
  @CsvSource({
    "plain, plain",
    "Gr\u00c3\u00bc\u00c3\u009fe, Grüße",
    "\u00ff, \\xff",
    "a\u00e2\u0082, a\\xe2\\x82",
    "\u00e2\u0082\u00ac, €",
    "\u00ed\u00a0\u0080, \\xed\\xa0\\x80",
    "\u00c0\u00af, \\xc0\\xaf",
    "\u00f0\u009f\u0098\u0080!, 😀!",
    "\u00f0\u009f\u0098x, \\xf0\\x9f\\x98x",
    "\\x41, \\x41",
  })
  void bytesAreDecodedLikePythonsBackslashreplace(String bytes, String text) {
    assertEquals(text, textOf(bytes).toString());
  }

  /**
   * Tests every pair of bytes, and random sequences of which most bytes can be part of a character.
   */
  @Test
  void everySequenceIsDecodedLikeJavasDecoder() {
    byte[] bytes = new byte[2];
    for (int i = 0; i < 1 << 16; i++) {
      bytes[0] = (byte) (i >> 8);
      bytes[1] = (byte) i;
      assertReads(bytes);
    }
    Random random = new Random(639);
    byte[] leads = HexFormat.of().parseHex("41c0c2dfe0edefe2f0f3f4f5ff");
    byte[] others = HexFormat.of().parseHex("7f808f909fa0bf41c3");
    for (int i = 0; i < 100_000; i++) {
      byte[] some = new byte[1 + random.nextInt(8)];
      for (int j = 0; j < some.length; j++) {
        byte[] among = random.nextInt(3) == 0 ? leads : others;
        some[j] = among[random.nextInt(among.length)];
      }
      assertReads(some);
    }
  }

  /** Compares with the slow way: bytes that Java's decoder rejects are escaped one by one. */
  private static void assertReads(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(4 * bytes.length);
    for (CoderResult result = decoder.decode(in, out, true);
        result.isMalformed();
        result = decoder.decode(in, out, true)) {
      for (int i = 0; i < result.length(); i++) {
        out.put(String.format("\\x%02x", in.get()));
      }
    }
    String expected = out.flip().toString();
    OsString text = OsString.copyOf(bytes, 0, bytes.length);
    assertEquals(expected, text.toString(), () -> HexFormat.of().formatHex(bytes));
  }

  @Test
  void bytesAreCopied() {
    byte[] bytes = {0, 1, (byte) 0xff, 'x'};
    OsString text = OsString.copyOf(bytes, 1, 3);
    bytes[1] = 9;
    assertEquals(2, text.length());
    assertEquals(OsString.copyOf(new byte[] {1, (byte) 0xff}, 0, 2), text);
    assertEquals(1, text.toByteArray()[0]);
  }

  @Test
  void prefixIsComparedByBytes() {
    assertTrue(textOf("chromium-browser").startsWith(textOf("chromium")));
    assertTrue(textOf("same").startsWith(textOf("same")));
    assertFalse(textOf("short").startsWith(textOf("shorter")));
    assertFalse(textOf("other").startsWith(textOf("ot\u00ff")));
  }

  @Test
  void partOfALargerCharacterIsNotAnAsciiCharacter() {
    assertTrue(textOf("a,b").containsAny(",\""));
    assertFalse(textOf("\u00c2\u00ac").containsAny(",\""));
  }

  private static OsString textOf(String latin1) {
    byte[] bytes = latin1.getBytes(ISO_8859_1);
    return OsString.copyOf(bytes, 0, bytes.length);
  }
}
