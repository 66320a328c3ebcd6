package procsnap.cli.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How settings are given, and which one wins when they are given in two places. */
class RawSettingsTest {

  private final SettingErrors errors = new SettingErrors();

  @ParameterizedTest
  @ValueSource(strings = {"--interval 5s", "--interval=5s", "-i 5s", "-i5s", "-qi 5s", "-qi5s"})
  void valueMayBeWrittenAsGnuProgramsTakeIt(String arguments) {
    RawSettings raw = parse(arguments);
    assertEquals("5s", raw.find(Settings.INTERVAL).orElseThrow().text());
    assertEquals(arguments.contains("q"), raw.has(Settings.QUIET));
    assertTrue(errors.isEmpty());
    assertEquals(List.of(), raw.unknown());
  }

  @ParameterizedTest
  @CsvSource({
    "--output -, output, -",
    "-o-, output, -",
    "--output=, output, ''",
    "--prefix=a=b, prefix, a=b",
    "--anonymous, anonymous, true",
    "--anonymous=no, anonymous, no",
  })
  void valueIsTakenAsItStands(String arguments, String name, String value) {
    assertEquals(
        value, parse(arguments).find(Settings.inFiles(name).orElseThrow()).orElseThrow().text());
  }

  @ParameterizedTest
  @CsvSource({
    "--interval, --interval: a value is required: TIME",
    "-vi, -i: a value is required: TIME",
    "-v --verbose, --verbose: given more than once",
    "--zone=UTC --zone UTC, --zone: given more than once",
  })
  void missingOrRepeatedValueIsAnError(String arguments, String fault) {
    parse(arguments);
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    errors.print(new PrintStream(told, true, StandardCharsets.UTF_8), "procsnap trace");
    assertEquals(
        List.of(UsageMessages.HEAD, "  " + fault, "Try 'procsnap trace --help'."),
        told.toString(StandardCharsets.UTF_8).lines().toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"extra", "-", "--", "--wait", "-x", "-vx", "--inter=5", "---output"})
  void otherArgumentIsUnknown(String argument) {
    assertEquals(
        List.of(new RawSettings.Unknown(argument, argument)), parse("-q " + argument).unknown());
  }

  /** A misspelled PROCSNAP_ANONYMOUS would record in clear. */
  @ParameterizedTest
  @CsvSource({
    "PROCSNAP_ANONYMUS, --anonymus",
    "PROCSNAP_ANNONYMOUSS, --annonymouss",
    "PROCSNAP_OUTPUTT, --outputt",
    "PROCSNAP_COLECTOR_TOKEN, --colector-token",
  })
  void misspelledVariableIsUnknown(String variable, String argument) {
    RawSettings raw = withVariable(variable);
    assertEquals(List.of(new RawSettings.Unknown(variable, argument)), raw.unknown());
    assertEquals(List.of(), raw.ignoredVariables());
  }

  @ParameterizedTest
  @CsvSource({
    "PROCSNAP_SERVICE_HOST, true",
    "PROCSNAP_PORT_443_TCP, true",
    "PROCSNAP_COLLECTOR_TOKEN, false",
    "PROCSNAP_INTERVAL, false",
    "PROCSNA, false",
  })
  void otherVariableIsIgnored(String variable, boolean ignored) {
    RawSettings raw = withVariable(variable);
    assertEquals(List.of(), raw.unknown());
    assertEquals(ignored ? List.of(variable) : List.of(), raw.ignoredVariables());
  }

  private RawSettings withVariable(String variable) {
    return RawSettings.of(Settings.of(CommandName.TRACE), List.of(), Map.of(variable, "1"), errors);
  }

  @Test
  void bytesThatAreNotUtf8AreRefusedWhereverTheyWereGiven() {
    RawSettings.of(
        Settings.of(CommandName.TRACE),
        List.of("--output=\ufffdll"),
        Map.of("PROCSNAP_PREFIX", "m\ufffdll"),
        errors);
    assertEquals(
        List.of(
            "--output: contains bytes that are not UTF-8: rename, or choose another name",
            "PROCSNAP_PREFIX: contains bytes that are not UTF-8: rename, or choose another name"),
        errors.lines().stream().sorted().toList());
  }

  @Test
  void positionalArgumentIsGivenOnce() {
    RawSettings raw =
        RawSettings.of(
            Settings.of(CommandName.VERIFY),
            List.of("-q", "a b", "--json"),
            Map.of("PROCSNAP_LOCATION", "c"),
            errors);
    assertEquals("a b", raw.find(Settings.LOCATION).orElseThrow().text());
    assertTrue(errors.isEmpty());
    RawSettings.of(Settings.of(CommandName.VERIFY), List.of("a", "b"), Map.of(), errors);
    assertEquals(false, errors.isEmpty());
  }

  @Test
  void optionWinsOverItsVariableAndBothOverHostProc() {
    Map<String, String> environment =
        Map.of("PROCSNAP_ZONE", "Mars", "PROCSNAP_PROC_ROOT", "/a", "HOST_PROC", "/b");
    RawSettings raw =
        RawSettings.of(Settings.of(CommandName.TRACE), List.of("--zone=UTC"), environment, errors);
    assertEquals("--zone", raw.origin(Settings.ZONE));
    assertEquals("PROCSNAP_PROC_ROOT", raw.origin(Settings.PROC_ROOT));
    assertEquals("--output", raw.origin(Settings.OUTPUT));
  }

  @Test
  void noVariableAsksForHelp() {
    RawSettings raw =
        RawSettings.of(
            Settings.of(CommandName.TRACE), List.of(), Map.of("PROCSNAP_HELP", "true"), errors);
    assertFalse(raw.has(Settings.HELP));
  }

  private RawSettings parse(String arguments) {
    return RawSettings.of(
        Settings.of(CommandName.TRACE), List.of(arguments.split(" ")), Map.of(), errors);
  }
}
