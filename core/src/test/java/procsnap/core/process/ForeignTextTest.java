package procsnap.core.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Foreign bytes as characters: UTF-8 where they are, {@code \xNN} where they are not. */
class ForeignTextTest {

  /** The bytes as one Latin-1 character each, the text in UTF-8, the number of characters. */
  @ParameterizedTest
  @CsvSource({
    "plain, plain, 5",
    "Gr\u00c3\u00bc\u00c3\u009fe, Grüße, 5",
    "\u00ff, \\xff, 1",
    "a\u00e2\u0082, a\\xe2\\x82, 3",
    "\u00e2\u0082\u00ac, €, 1",
    "\u00ed\u00a0\u0080, \\xed\\xa0\\x80, 3",
    "\u00c0\u00af, \\xc0\\xaf, 2",
    "\u00f0\u009f\u0098\u0080!, 😀!, 2",
    "\u00f0\u009f\u0098x, \\xf0\\x9f\\x98x, 4",
    "\\x41, \\x41, 4",
  })
  void bytesReadAsPythonsBackslashreplaceHasThem(String bytes, String text, int characters) {
    ForeignText foreign = textOf(bytes);
    assertEquals(text, foreign.toString());
    assertEquals(characters, foreign.characterCount());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 100})
  void readerGivesTheSameCharactersInPiecesOfAnySize(int piece) throws IOException {
    ForeignText text = textOf("a\u00ff\u00f0\u009f\u0098\u0080b\u00c3\u00bc\u00e2");
    StringBuilder read = new StringBuilder();
    char[] buffer = new char[piece];
    try (Reader reader = text.reader()) {
      for (int count = reader.read(buffer); count >= 0; count = reader.read(buffer)) {
        assertTrue(count > 0, "a read of nothing would never end");
        read.append(buffer, 0, count);
      }
    }
    assertEquals("a\\xff😀bü\\xe2", read.toString());
    assertEquals(text.toString(), read.toString());
  }

  @Test
  void itsBytesAreThoseItWasMadeOf() {
    byte[] bytes = {0, 1, (byte) 0xff, 'x'};
    ForeignText text = ForeignText.copyOf(bytes, 1, 3);
    bytes[1] = 9;
    assertEquals(2, text.length());
    assertEquals(ForeignText.copyOf(new byte[] {1, (byte) 0xff}, 0, 2), text);
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
  void partOfALargerCharacterIsNoAsciiCharacter() {
    assertTrue(textOf("a,b").containsAny(",\""));
    assertFalse(textOf("\u00c2\u00ac").containsAny(",\""));
  }

  private static ForeignText textOf(String latin1) {
    byte[] bytes = latin1.getBytes(ISO_8859_1);
    return ForeignText.copyOf(bytes, 0, bytes.length);
  }
}
