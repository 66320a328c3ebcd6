package procsnap.adapters.proc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import procsnap.core.fuzz.Fuzz;

/** Any line of stat is parsed as a regular expression parses it. */
class StatLineFuzzTest {

  /** Fields 3, 4, 9, 14, 15, 20 and 22. */
  private static final Pattern LINE =
      Pattern.compile(
          "(?s)[^(]*\\((.*)\\)[^)]([^)]) (\\d+)(?: [^\\s)]+){4} (\\d+)(?: [^\\s)]+){4} (\\d+) (\\d+)"
              + "(?: [^\\s)]+){4} (\\d+) [^\\s)]+ (\\d+)(?:[ \n][^)]*)?");

  /** In ticks of 10 ms, rounded down. */
  private static final long HALF_OF_2_TO_64_NANOS = 922_337_203_685L;

  @Test
  void anyLineIsReadAsItIsOrNotAtAll() throws Exception {
    Fuzz.run(StatLineFuzzTest.class, StatLineFuzzTest::fuzzerTestOneInput);
  }

  public static void fuzzerTestOneInput(byte[] input) {
    StatLine stat = new StatLine();
    byte[] line = input.clone();
    boolean parsed = stat.parse(line, line.length);
    assertArrayEquals(input, line);
    Matcher matcher = LINE.matcher(new String(input, ISO_8859_1));
    if (matcher.matches() && fits(matcher)) {
      assertTrue(parsed);
      assertArrayEquals(matcher.group(1).getBytes(ISO_8859_1), stat.comm().toByteArray());
      assertEquals(matcher.group(2).charAt(0), stat.state());
      assertEquals(Integer.parseInt(matcher.group(3)), stat.parentPid());
      assertEquals((Long.parseLong(matcher.group(4)) & 0x200000) != 0, stat.isKernelThread());
      assertEquals(
          Long.parseLong(matcher.group(5)) + Long.parseLong(matcher.group(6)), stat.cpuTicks());
      assertEquals(Integer.parseInt(matcher.group(7)), stat.threads());
      long start = Long.parseLong(matcher.group(8));
      boolean wrapped = start > HALF_OF_2_TO_64_NANOS;
      assertEquals(wrapped ? start - 2 * HALF_OF_2_TO_64_NANOS - 1 : start, stat.startTicks());
    } else if (parsed) {
      assertTrue(stat.cpuTicks() >= 0);
      assertTrue(stat.parentPid() >= 0 && stat.threads() >= 0);
      assertTrue(stat.comm().length() < input.length);
    }
  }

  /** Whether its numbers fit their types, as the kernel's do. */
  private static boolean fits(Matcher matcher) {
    for (int i = 3; i <= matcher.groupCount(); i++) {
      if (matcher.group(i).length() > (i == 3 || i == 7 ? 9 : 17)) {
        return false;
      }
    }
    return true;
  }
}
