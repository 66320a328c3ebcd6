package procsnap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings from the command line and the environment; wrong ones are told and nothing happens. */
class SettingsIT {

  @TempDir private Path directory;

  @Test
  void allFaultsAreToldAtOnceAndNothingIsWritten() throws IOException {
    Packaged program =
        Packaged.start(
            directory,
            Map.of("PROCSNAP_ZONE", "Mars", "PROCSNAP_ANONYMOUS", "perhaps"),
            "trace",
            "--interval",
            "soon",
            "--snapshots=0",
            "--columns",
            "pid",
            "--intervall=5",
            "--compress=zip",
            "--proc-root",
            directory.toString(),
            "--prefix=a/../b");
    assertEquals(2, program.exitCode());
    String told = program.standardError();
    for (String fault :
        List.of(
            "--interval: 'soon' is no duration",
            "--snapshots: '0' is no count",
            "--columns: 'pid' is no group of columns",
            "--intervall=5: there is no such option; did you mean --interval",
            "--compress: 'zip' is no compression",
            "--prefix: '..' is no directory name",
            "--proc-root: " + directory + "/uptime cannot be read",
            "PROCSNAP_ZONE: 'Mars' is no time zone",
            "PROCSNAP_ANONYMOUS: 'perhaps' is neither true nor false",
            "Try 'procsnap trace --help'.")) {
      assertTrue(told.contains(fault), () -> fault + " is missing in: " + told);
    }
    assertNothingWritten();
  }

  @ParameterizedTest
  @CsvSource({
    "trace --interval, --interval: its value is missing: TIME",
    "trace --output=-, only a snapshot can go to standard output",
    "trace --interval=500ms, too short; the least is 1s",
    "trace --duration=4000d, too long; the most is 3650d",
    "trace --anonymous-key=/nonexistent, does not exist",
    "trace --anonymous-key=/dev/null, too short for a key",
    "trace --redact --anonymous, '--redact: cannot be together with --anonymous'",
    "trace --machine-id=a/b, no directory name",
    "trace --output=/etc/passwd, is no directory",
    "trace --min-free=lots, no size of free space",
    "snapshot --source=wmi, is no source",
    "snapshot extra, there is no such option",
    "trace -v -q, cannot be together",
    "snapsot, there is no such command; did you mean snapshot",
    "'', a command is missing",
  })
  void faultExitsWithTwo(String arguments, String message) throws IOException {
    Packaged program =
        Packaged.run(directory, arguments.isEmpty() ? new String[0] : arguments.split(" "));
    assertEquals(2, program.exitCode());
    assertTrue(program.standardError().contains(message), program::standardError);
    assertNothingWritten();
  }

  @Test
  void directoryThatOthersCouldWriteToIsNoOutput() throws IOException {
    Path open = Files.createDirectory(directory.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    for (String command : List.of("trace", "snapshot", "upload --store=file:///tmp/x")) {
      Packaged program = Packaged.run(directory, (command + " --output=open").split(" "));
      assertEquals(2, program.exitCode());
      assertTrue(
          program
              .standardError()
              .contains("--output: 'open' may be written to by everybody: chmod o-w it"),
          program::standardError);
    }
    Files.delete(open);
    assertNothingWritten();
  }

  @Test
  void escapeBytesInASettingNeverReachTheTerminal() {
    Packaged program = Packaged.run(directory, "trace", "--zone=\u001b[2J\u202e");
    assertEquals(2, program.exitCode());
    assertTrue(program.standardError().contains("'\\u001b[2J\\u202e'"));
  }

  @Test
  void optionWinsOverItsEnvironmentVariable() {
    Packaged program =
        Packaged.start(
            directory,
            Map.of(
                "PROCSNAP_MACHINE_ID", "FROM_ENVIRONMENT",
                "PROCSNAP_PREFIX", "from/environment",
                "PROCSNAP_NO_HEADER", "true"),
            "snapshot",
            "--prefix=given",
            "--output=out");
    assertEquals(0, program.exitCode(), program::standardError);
    List<Path> snapshots = Packaged.snapshots(directory.resolve("out/given/FROM_ENVIRONMENT"));
    assertEquals(1, snapshots.size());
    assertTrue(!Packaged.text(snapshots.get(0)).startsWith("timestamp"));
  }

  @Test
  void hostProcIsTheDefaultOfTheProcRoot() {
    Packaged program =
        Packaged.start(directory, Map.of("HOST_PROC", "/nonexistent"), "snapshot", "--output=-");
    assertEquals(2, program.exitCode());
    assertTrue(program.standardError().contains("HOST_PROC: /nonexistent is not a directory"));
  }

  private void assertNothingWritten() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(List.of(), files.toList());
    }
  }
}
