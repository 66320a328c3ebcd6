package procsnap.cli.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import procsnap.cli.log.Log;

class GivenSettingsTest {

  @TempDir private Path directory;

  @Test
  void invalidValueIsAnErrorOnceAndTheDefaultStandsIn() {
    GivenSettings given = trace(Map.of(), "--interval=soon");
    assertEquals(Duration.ofMinutes(5), given.value(Settings.INTERVAL));
    assertEquals(Duration.ofMinutes(5), given.value(Settings.INTERVAL));
    assertEquals(
        List.of("--interval: invalid duration 'soon': use 300, 300s, 2m, 1h or 1d"),
        given.errors().lines());
    assertThrows(InvalidSettingsException.class, given::requireValid);
  }

  @Test
  void validSettingsPass() throws InvalidSettingsException {
    GivenSettings given = trace(Map.of(), "--interval=7s");
    assertEquals(Duration.ofSeconds(7), given.value(Settings.INTERVAL));
    assertEquals(Optional.empty(), given.find(Settings.DURATION));
    given.requireValid();
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', '', false, INFO",
    "'', '', '', true, WARN",
    "-v, '', '', false, DEBUG",
    "-v, '', '', true, DEBUG",
    "-q, '', '', false, WARN",
    "'', true, '', false, DEBUG",
    "'', '', true, false, WARN",
    "-q, true, '', false, WARN",
    "-v, '', true, false, DEBUG",
    "'', true, true, false, DEBUG",
  })
  void typedVerbosityWinsOverThatOfTheEnvironment(
      String argument, String verbose, String quiet, boolean printsResult, Log.Level level) {
    GivenSettings given =
        trace(
            Map.of("PROCSNAP_VERBOSE", verbose, "PROCSNAP_QUIET", quiet),
            argument.isEmpty() ? new String[0] : new String[] {argument});
    assertEquals(level, given.logLevel(printsResult));
    assertTrue(given.errors().isEmpty());
  }

  @Test
  void verboseAndQuietCannotBothBeTyped() {
    GivenSettings given = trace(Map.of(), "-q", "--verbose");
    given.logLevel(false);
    assertEquals(List.of("--verbose: cannot be combined with --quiet"), given.errors().lines());
  }

  @Test
  void outputDirectoryNeedNotExist() {
    Path missing = directory.resolve("a/b");
    GivenSettings given = trace(Map.of(), "-o", missing.toString());
    assertEquals(missing, given.outputDirectory());
    assertTrue(given.errors().isEmpty());
    given.existingOutputDirectory();
    assertEquals(
        List.of("-o: " + UsageMessages.noDirectory(missing.toString())), given.errors().lines());
  }

  @Test
  void outputDirectoryMustBeOneAndSafe() throws IOException {
    assertOutputError(Files.createFile(directory.resolve("file")), "exists but is not a directory");
    Path open = Files.createDirectory(directory.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertOutputError(open, "chmod o-w");
    GivenSettings given =
        trace(Map.of(), "--output=" + Files.createDirectory(directory.resolve("d")));
    assertEquals(directory.resolve("d"), given.existingOutputDirectory());
    assertEquals(directory.resolve("d"), given.directoryToRead());
    assertTrue(given.errors().isEmpty());
  }

  @Test
  void dashIsStandardOutputAndNoDirectory() {
    GivenSettings given = trace(Map.of(), "-o-");
    assertTrue(given.writesToStandardOutput());
    given.outputDirectory();
    assertEquals(List.of("-o: " + UsageMessages.NEEDS_DIRECTORY), given.errors().lines());
    assertFalse(trace(Map.of()).writesToStandardOutput());
  }

  @Test
  void directoryThatIsOnlyReadMustExist() {
    GivenSettings given = trace(Map.of(), "-o", "/nowhere");
    assertEquals(Path.of("/nowhere"), given.directoryToRead());
    assertEquals(List.of("-o: " + UsageMessages.noDirectory("/nowhere")), given.errors().lines());
  }

  private static void assertOutputError(Path output, String error) {
    GivenSettings given = trace(Map.of("PROCSNAP_OUTPUT", output.toString()));
    given.outputDirectory();
    assertEquals(1, given.errors().lines().size());
    String line = given.errors().lines().get(0);
    assertTrue(line.startsWith("PROCSNAP_OUTPUT: '" + output + "' "), line);
    assertTrue(line.contains(error), line);
  }

  private static GivenSettings trace(Map<String, String> environment, String... arguments) {
    return Given.settings(CommandName.TRACE, environment, arguments);
  }
}
