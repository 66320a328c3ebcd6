package procsnap.core.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of the bytes of {@code /proc/[pid]/cmdline}; {@code 0} stands for a NUL. */
class CommandLineTest {

  @ParameterizedTest
  @CsvSource({
    "/bin/cat0-n0, /bin/cat -n, cat",
    "cat0, cat, cat",
    "cat, cat, cat",
    "0, '', ''",
    "'', '', ''",
    "000, '  ', ''",
    "0cat0, ' cat', ''",
    "cat00, 'cat ', cat",
    "a b0c d0, a b c d, a b",
    "nginx: worker process, nginx: worker process, nginx: worker process",
    "/usr/bin/0x0, /usr/bin/ x, ''",
    "x0/usr/bin/y0, x /usr/bin/y, x",
  })
  void argumentsAreJoinedByOneSpace(String raw, String joined, String program) {
    byte[] bytes = raw.replace('0', '\0').getBytes(UTF_8);
    CommandLine line = CommandLine.parse(bytes, bytes.length);
    assertEquals(joined, line.joined().toString());
    assertEquals(program, line.program().toString());
  }
}
