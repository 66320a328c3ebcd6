package procsnap.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import procsnap.adapters.storage.local.OutputDirectory;
import procsnap.cli.InProcess;
import procsnap.cli.Packaged;
import procsnap.cli.running.ExitCode;

@ResourceLock(Resources.SYSTEM_ERR)
class DoctorCommandTest {

  @TempDir private Path directory;

  @Test
  void machineOnWhichATraceCanRunIsHealthyAndNothingIsLeftBehind() throws IOException {
    Path store = Files.createDirectory(directory.resolve("store"));
    Map<String, JsonObject> findings =
        findings(ExitCode.OK, "--output=" + directory.resolve("out"), "--store=" + store.toUri());
    assertEquals("ok", result(findings, "store"));
    assertTrue(
        text(findings, "processes").matches("\\d+ processes visible in /proc, with \\d+ .*"));
    assertTrue(text(findings, "cost").matches("about [\\d.]+ MiB a day and [\\d.]+ % .* 300 s"));
    assertTrue(findings.keySet().containsAll(List.of("java", "host", "clock", "output", "lock")));
    assertEquals(List.of(), Packaged.files(directory, ""));
  }

  @Test
  void storeThatIsMissingIsReported() {
    Map<String, JsonObject> findings =
        findings(ExitCode.FAILED, output(), "--store=file:///nowhere/at/all");
    assertEquals("fail", result(findings, "store"));
    assertTrue(text(findings, "store").contains("create it"), findings::toString);
  }

  @Test
  void directoryThatCannotBeWrittenIsReported() throws IOException {
    assertEquals("fail", result(findings(ExitCode.FAILED, "--output=/proc/self/out"), "output"));
    Map<String, JsonObject> full = findings(ExitCode.FAILED, output(), "--min-free=1000000GiB");
    assertTrue(text(full, "output").contains("--min-free"), full::toString);
    Path open = Files.createDirectory(directory.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    Map<String, JsonObject> unsafe = findings(ExitCode.FAILED, "--output=" + open);
    assertTrue(text(unsafe, "settings").contains("chmod o-w"), unsafe::toString);
  }

  @Test
  void holderOfTheDirectoryIsNamed() throws IOException {
    try (OutputDirectory held = OutputDirectory.hold(directory.resolve("out")).orElseThrow()) {
      String lock = text(findings(ExitCode.FAILED, "--output=" + held.path()), "lock");
      assertTrue(lock.contains("pid " + ProcessHandle.current().pid()), lock);
    }
    assertEquals("ok", result(findings(ExitCode.OK, output()), "lock"));
  }

  @Test
  void pauseIsReportedWithTheCommandThatEndsIt() throws IOException {
    Path out = Files.createDirectory(directory.resolve("a b"));
    OutputDirectory.pause(out, true);
    Map<String, JsonObject> findings = findings(ExitCode.OK, "--output=" + out);
    assertEquals("warn", result(findings, "pause"));
    assertTrue(
        text(findings, "pause").endsWith("to resume: procsnap resume --output '" + out + "'"));
  }

  @Test
  void invalidSettingIsAFinding() {
    Map<String, JsonObject> findings = findings(ExitCode.FAILED, output(), "--interval=often");
    assertTrue(text(findings, "settings").contains("--interval"));
  }

  @Test
  void findingsAreWordsForPeople() {
    InProcess doctor = InProcess.run("doctor", output());
    List<String> lines = doctor.out().lines().toList();
    assertEquals("ok    settings     valid (see procsnap config)", lines.get(0));
    assertTrue(lines.contains("ok    store        none: nothing is uploaded"), doctor::out);
  }

  private String output() {
    return "--output=" + directory.resolve("out");
  }

  private static Map<String, JsonObject> findings(ExitCode exitCode, String... arguments) {
    List<String> command = new ArrayList<>(List.of("doctor", "--json"));
    command.addAll(List.of(arguments));
    InProcess doctor = InProcess.run(command.toArray(String[]::new));
    assertEquals(exitCode, doctor.exitCode(), doctor::out);
    Map<String, JsonObject> findings = new TreeMap<>();
    for (String line : doctor.out().lines().toList()) {
      JsonObject finding = JsonParser.parseString(line).getAsJsonObject();
      findings.put(finding.get("subject").getAsString(), finding);
    }
    return findings;
  }

  private static String result(Map<String, JsonObject> findings, String subject) {
    return findings.getOrDefault(subject, new JsonObject()).get("result").getAsString();
  }

  private static String text(Map<String, JsonObject> findings, String subject) {
    return findings.getOrDefault(subject, new JsonObject()).get("finding").getAsString();
  }
}
