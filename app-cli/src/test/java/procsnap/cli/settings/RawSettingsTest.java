package procsnap.cli.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How options are written, and what wins when one is given in two places. */
class RawSettingsTest {

  private final SettingErrors errors = new SettingErrors();

  @ParameterizedTest
  @ValueSource(strings = {"--interval 5s", "--interval=5s", "-i 5s", "-i5s", "-qi 5s", "-qi5s"})
  void valueMayBeWrittenAsGnuProgramsTakeIt(String arguments) {
    RawSettings raw = parse(arguments);
    assertEquals("5s", raw.find(Option.INTERVAL).orElseThrow().text());
    assertEquals(arguments.contains("q"), raw.has(Option.QUIET));
    assertTrue(errors.isEmpty());
    assertEquals(List.of(), raw.unknown());
  }

  @ParameterizedTest
  @CsvSource({
    "--output -, OUTPUT, -",
    "-o-, OUTPUT, -",
    "--output=, OUTPUT, ''",
    "--prefix=a=b, PREFIX, a=b",
    "--anonymous, ANONYMOUS, true",
    "--anonymous=no, ANONYMOUS, no",
  })
  void valueIsTakenAsItStands(String arguments, Option option, String value) {
    assertEquals(value, parse(arguments).find(option).orElseThrow().text());
  }

  @ParameterizedTest
  @CsvSource({
    "--interval, --interval: its value is missing: TIME",
    "-vi, -i: its value is missing: TIME",
    "-v --verbose, --verbose: it is given twice",
    "--zone=UTC --zone UTC, --zone: it is given twice",
  })
  void whatIsWrittenWronglyIsAFault(String arguments, String fault) {
    parse(arguments);
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    errors.print(new PrintStream(told, true, StandardCharsets.UTF_8), "procsnap trace");
    assertEquals(
        List.of(
            "procsnap: nothing was started or written:",
            "  " + fault,
            "Try 'procsnap trace --help'."),
        told.toString(StandardCharsets.UTF_8).lines().toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"extra", "-", "--", "--wait", "-x", "-vx", "--inter=5", "---output"})
  void whatIsNoOptionOfTheCommandIsUnknown(String argument) {
    assertEquals(
        List.of(new RawSettings.Unknown(argument, argument)), parse("-q " + argument).unknown());
  }

  @Test
  void placeNeedsNoNameAndIsGivenOnce() {
    RawSettings raw =
        RawSettings.of(
            Command.VERIFY.options(),
            List.of("-q", "a b", "--json"),
            Map.of("PROCSNAP_PLACE", "c"),
            errors);
    assertEquals("a b", raw.find(Option.PLACE).orElseThrow().text());
    assertTrue(errors.isEmpty());
    RawSettings.of(Command.VERIFY.options(), List.of("a", "b"), Map.of(), errors);
    assertEquals(false, errors.isEmpty());
  }

  @Test
  void optionWinsOverItsVariableAndBothOverHostProc() {
    Map<String, String> environment =
        Map.of("PROCSNAP_ZONE", "Mars", "PROCSNAP_PROC_ROOT", "/a", "HOST_PROC", "/b");
    RawSettings raw =
        RawSettings.of(EnumSet.allOf(Option.class), List.of("--zone=UTC"), environment, errors);
    assertEquals("--zone", raw.origin(Option.ZONE));
    assertEquals("PROCSNAP_PROC_ROOT", raw.origin(Option.PROC_ROOT));
    assertEquals("--output", raw.origin(Option.OUTPUT));
  }

  @Test
  void noVariableAsksForHelp() {
    RawSettings raw =
        RawSettings.of(
            EnumSet.allOf(Option.class), List.of(), Map.of("PROCSNAP_HELP", "true"), errors);
    assertFalse(raw.has(Option.HELP));
  }

  private RawSettings parse(String arguments) {
    EnumSet<Option> options = EnumSet.complementOf(EnumSet.of(Option.WAIT, Option.PLACE));
    return RawSettings.of(options, List.of(arguments.split(" ")), Map.of(), errors);
  }
}
