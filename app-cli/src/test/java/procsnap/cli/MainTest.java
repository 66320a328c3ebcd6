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
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import procsnap.cli.running.ExitCode;
import procsnap.cli.running.Version;
import procsnap.cli.settings.UsageMessages;

/** Invalid usage, which every command reports in the same way before it does anything. */
@ResourceLock(Resources.SYSTEM_ERR)
class MainTest {

  @TempDir private Path directory;

  @Test
  void versionIsPrintedForTheProgramAndForEachCommand() {
    InProcess version =
        new InProcess(ExitCode.OK, "procsnap " + Version.text() + System.lineSeparator(), "");
    for (String arguments : List.of("--version", "-V", "trace --version", "status -V")) {
      assertEquals(version, InProcess.run(arguments.split(" ")));
    }
  }

  @Test
  void allErrorsAreReportedAtOnceAndNothingIsWritten() throws IOException {
    InProcess program =
        InProcess.run(
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
            "--prefix=a/../b",
            "--output=" + directory.resolve("out"));
    assertEquals(ExitCode.USAGE, program.exitCode());
    assertEquals(UsageMessages.HEAD, program.errLines().get(0));
    assertEquals(
        List.of(
            "  --intervall=5: unknown option; did you mean --interval?",
            "  PROCSNAP_ZONE: unknown time zone 'Mars': use UTC, Europe/Berlin or +02:00",
            "  --interval: invalid duration 'soon': use 300, 300s, 2m, 1h or 1d",
            "  --snapshots: invalid count '0': use a whole number, 1 or more",
            "  --columns: unknown column group 'pid': use mono_ns, ppid, uid, threads, cpu_ms,"
                + " cgroup, io, missing, or all",
            "  --compress: unknown compression 'zip': use gzip or none",
            "  PROCSNAP_ANONYMOUS: invalid switch 'perhaps': use true or false",
            "  --prefix: invalid directory name '..': use letters, digits and . _ = -, at most 100"
                + " characters",
            "Try 'procsnap trace --help'."),
        program.errLines().stream().skip(1).filter(line -> !line.contains("--proc-root")).toList());
    assertTrue(
        program.err().contains("\n  --proc-root: " + directory + "/uptime cannot be read: "),
        program::err);
    assertNothingWritten();
  }

  @ParameterizedTest
  @CsvSource({
    "trace --interval, --interval: a value is required: TIME",
    "trace --output=-, '--output: a directory is required: only procsnap snapshot can write to'",
    "trace --interval=500ms, --interval: duration '500ms' is too small: the minimum is 1s",
    "trace --duration=4000d, --duration: duration '4000d' is too long: the maximum is 3650d",
    "trace --anonymous-key=/nonexistent, '--anonymous-key: cannot use ''/nonexistent'': '",
    "trace --anonymous-key=/dev/zero, '--anonymous-key: cannot use ''/dev/zero'': '",
    "trace --anonymous-key=/dev/null, '--anonymous-key: cannot use ''/dev/null'': '",
    "trace --redact --anonymous, --redact: cannot be combined with --anonymous",
    "trace --machine-id=a/b, --machine-id: invalid directory name 'a/b'",
    "trace --output=/etc/passwd, --output: '/etc/passwd' exists but is not a directory",
    "trace --min-free=lots, --min-free: invalid free space 'lots'",
    "trace --retain=1d, --retain: without --store this would delete the only copy",
    "trace --retain-size=1GiB, --retain-size: without --store this would delete the only copy",
    "trace --retain-size=0B, --retain-size: invalid size '0B'",
    "trace -v -q, -v: cannot be combined with --quiet",
    "trace --zone=UTC --zone=UTC, --zone: given more than once",
    "trace --keep-local, --keep-local: requires --store",
    "trace --flush-timeout=1s, --flush-timeout: requires --store",
    "trace --s3-region=x, --s3-region: requires --store",
    "trace --store=ftp://x/y, --store: unknown store 'ftp://x/y': expected gs://",
    "trace --store=gs:///x, --store: incomplete store 'gs:///x': use gs://BUCKET/PREFIX",
    "trace --store=az://account, --store: incomplete store 'az://account'",
    "trace --store=https://user:secret@host/x, --store: credentials do not belong on a command line",
    "trace --store=file:///tmp --upload-limit=fast, --upload-limit: invalid rate 'fast'",
    "trace --store=file:///tmp --upload-limit=1KiB/s, the minimum is 16KiB/s",
    "trace --store=s3://b --s3-endpoint=localhost, --s3-endpoint: invalid URL 'localhost'",
    "snapshot --source=wmi, '--source: unknown source ''wmi'': use procfs, oshi or auto'",
    "snapshot extra, extra: unknown option",
    "snapshot --store=file:///tmp, --store=file:///tmp: unknown option",
    "upload --output=/, --store is required: name the store to upload to",
    "upload --store=file:///tmp --output=/nowhere, --output: no such directory: '/nowhere'",
    "pause --output=/nowhere, --output: no such directory: '/nowhere'",
    "resume --output=/nowhere, --output: no such directory: '/nowhere'",
    "status --output=/nowhere, --output: no such directory: '/nowhere'",
    "verify /nowhere, no such directory: '/nowhere'",
    "verify ftp://server/x, unknown store 'ftp://server/x'",
    "verify a b, LOCATION: given more than once",
    "verify / --s3-region=x, --s3-region: requires a store as LOCATION",
    "snapsot, snapsot: unknown command; did you mean snapshot?",
    "--tracee, --tracee: unknown command",
  })
  void invalidUsageExitsWithTwo(String arguments, String message) {
    InProcess program = InProcess.run(arguments.split(" "));
    assertEquals(ExitCode.USAGE, program.exitCode());
    assertEquals(UsageMessages.HEAD, program.errLines().get(0));
    assertTrue(
        program.errLines().stream().skip(1).anyMatch(line -> line.contains(message)), program::err);
    assertTrue(!program.err().contains("secret"), program::err);
    assertEquals("", program.out());
  }

  @Test
  void outputDirectoryThatOthersCanWriteToIsRefused() throws IOException {
    Path open = Files.createDirectory(directory.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    for (String command : List.of("trace", "snapshot", "upload --store=file:///tmp/x")) {
      InProcess program = InProcess.run((command + " --output=" + open).split(" "));
      assertEquals(ExitCode.USAGE, program.exitCode());
      assertTrue(program.err().contains("--output: '" + open + "' "), program::err);
      assertTrue(program.err().contains("chmod o-w"), program::err);
    }
    Files.delete(open);
    assertNothingWritten();
  }

  @Test
  void escapeBytesInASettingNeverReachTheTerminal() {
    InProcess program = InProcess.run("trace", "--zone=\u001b[2J\u202e");
    assertEquals(ExitCode.USAGE, program.exitCode());
    assertTrue(program.err().contains("'\\u001b[2J\\u202e'"), program::err);
  }

  @Test
  void hostProcIsTheDefaultOfTheProcRoot() {
    InProcess program =
        InProcess.run(Map.of("HOST_PROC", "/nonexistent"), "snapshot", "--output=-");
    assertEquals(ExitCode.USAGE, program.exitCode());
    assertTrue(program.err().contains("HOST_PROC: /nonexistent "), program::err);
  }

  private void assertNothingWritten() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(List.of(), files.toList());
    }
  }
}
