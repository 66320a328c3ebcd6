package procsnap.core.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import procsnap.core.fuzz.Fuzz;

/** Command lines of arbitrary bytes compared with a three-line implementation. */
class CommandLineFuzzTest {

  @Test
  void anyBytesAreJoinedCorrectly() throws Exception {
    Fuzz.run(CommandLineFuzzTest.class, CommandLineFuzzTest::fuzzerTestOneInput);
  }

  public static void fuzzerTestOneInput(byte[] input) {
    CommandLine line = CommandLine.parse(input.clone(), input.length);
    String raw = new String(input, ISO_8859_1).replaceFirst("\0+\\z", "");
    String first = raw.split("\0", -1)[0];
    assertArrayEquals(raw.replace('\0', ' ').getBytes(ISO_8859_1), line.joined().toByteArray());
    assertArrayEquals(
        first.substring(first.lastIndexOf('/') + 1).getBytes(ISO_8859_1),
        line.program(input.length).toByteArray());
    // Decoding the decoded text changes nothing.
    String shown = line.joined().toString();
    assertEquals(shown, OsString.of(shown).toString());
  }
}
