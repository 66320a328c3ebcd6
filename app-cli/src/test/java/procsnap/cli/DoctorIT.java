package procsnap.cli;

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

/** What doctor says of this machine, and of one on which no trace would run. */
class DoctorIT {

  @TempDir private Path directory;

  @Test
  void machineOnWhichATraceWouldRunIsWellAndNothingIsLeftOfTheLook() throws IOException {
    Path store = Files.createDirectory(directory.resolve("store"));
    Map<String, JsonObject> findings = findings(0, "--store=" + store.toUri());
    assertEquals("ok", result(findings, "store"));
    assertTrue(text(findings, "processes").matches("\\d+ can be seen in /proc, with \\d+ .*"));
    assertTrue(text(findings, "cost").matches("about [\\d.]+ MiB a day and [\\d.]+ % .* 300 s"));
    assertTrue(findings.keySet().containsAll(List.of("java", "host", "clock", "output", "lock")));
    assertEquals(List.of(), Packaged.files(directory, ""));
  }

  @Test
  void storeThatIsNotThereIsTold() {
    Map<String, JsonObject> findings = findings(1, "--store=file:///nowhere/at/all");
    assertEquals("fail", result(findings, "store"));
    assertTrue(text(findings, "store").contains("create it"), findings::toString);
  }

  @Test
  void directoryThatCannotBeWrittenIsTold() throws IOException {
    assertEquals("fail", result(findings(1, "--output=/proc/self/out"), "output"));
    Map<String, JsonObject> full = findings(1, "--min-free=99%");
    assertTrue(text(full, "output").contains("--min-free"), full::toString);
    Path open = Files.createDirectory(directory.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    Map<String, JsonObject> unsafe = findings(1, "--output=open");
    assertTrue(text(unsafe, "settings").contains("chmod o-w"), unsafe::toString);
  }

  @Test
  void whoHoldsTheDirectoryIsNamed() {
    Packaged trace = Packaged.start(directory, "trace", "--interval=1h");
    Packaged.await("its start", () -> !Packaged.snapshots(directory).isEmpty());
    String lock = text(findings(1), "lock");
    assertTrue(lock.contains("pid " + trace.pid()), lock);
    trace.stopBy("TERM");
    assertEquals("ok", result(findings(0), "lock"));
  }

  @Test
  void settingThatIsWrongIsAFinding() {
    assertTrue(text(findings(1, "--interval=often"), "settings").contains("--interval"));
  }

  private Map<String, JsonObject> findings(int exitCode, String... arguments) {
    List<String> command = new ArrayList<>(List.of("doctor", "--json"));
    command.addAll(List.of(arguments));
    Packaged doctor = Packaged.run(directory, command.toArray(String[]::new));
    assertEquals(exitCode, doctor.exitCode(), doctor::standardOutput);
    Map<String, JsonObject> findings = new TreeMap<>();
    for (String line : doctor.standardOutput().lines().toList()) {
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
