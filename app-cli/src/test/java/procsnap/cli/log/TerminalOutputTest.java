package procsnap.cli.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalOutputTest {

  /** Columns: bytes as Latin-1 characters, what is shown. */
  @ParameterizedTest
  @CsvSource({
    "plain, plain",
    "Gr\u00c3\u00bc\u00c3\u009fe \u00f0\u009f\u0098\u0080, Grüße 😀",
    "a\u001b[31mb, a\\u001b[31mb",
    "\u00c2\u009b31m, \\u009b31m",
    "\u007f, \\u007f",
    "\u00e2\u0080\u00ae.txt, \\u202e.txt",
    "\u00ff\u00fe, \\xff\\xfe",
    "a\u00e2\u0082b, a\\xe2\\x82b",
    "\u00ed\u00a0\u0080, \\xed\\xa0\\x80",
    "\u00c0\u00af, \\xc0\\xaf",
    "\u00f0\u00f0\u009f\u0098\u0080, \\xf0😀",
    "\u0080x, \\x80x",
  })
  void whatATerminalWouldObeyIsEscaped(String bytes, String shown) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new TerminalOutput(out).write((bytes + "\n").getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(shown + "\n", out.toString(StandardCharsets.UTF_8));
  }
}
