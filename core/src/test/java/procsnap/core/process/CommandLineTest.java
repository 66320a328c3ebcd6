package procsnap.core.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parsing of {@code /proc/[pid]/cmdline}; {@code 0} stands for a NUL. */
class CommandLineTest {

  @ParameterizedTest
  @CsvSource({
    "/bin/cat0-n0, /bin/cat -n, cat",
    "cat0, cat, cat",
    "cat, cat, cat",
    "0, '', ''",
    "'', '', ''",
    "000, '', ''",
    "0cat0, ' cat', ''",
    "cat00000, cat, cat",
    "a b0c d0, a b c d, a",
    "a0000b0, a    b, a",
    "nginx: worker process, nginx: worker process, nginx:",
    "/usr/bin/0x0, /usr/bin/ x, ''",
    "x0/usr/bin/y0, x /usr/bin/y, x",
  })
  void argumentsAreJoinedByOneSpace(String raw, String joined, String program) {
    byte[] bytes = raw.replace('0', '\0').getBytes(UTF_8);
    CommandLine line = CommandLine.parse(bytes, bytes.length);
    assertEquals(joined, line.joined().toString());
    assertEquals(program, line.program(1).toString());
  }

  @ParameterizedTest
  @CsvSource({
    "backup-nightly --password=secret --host db, 15, backup-nightly --password=secret",
    "backup-nightly-job --password=secret, 15, backup-nightly-job",
    "/opt/x/very-long-program-name --dir=y, 15, very-long-program-name",
    "/opt/very-long-program --secret=/a/b, 15, b",
    "short, 15, short"
  })
  void programEndsAtTheFirstBlankAfterTheKernelsName(String raw, int minBytes, String program) {
    byte[] bytes = raw.getBytes(UTF_8);

    assertEquals(program, CommandLine.parse(bytes, bytes.length).program(minBytes).toString());
  }
}
