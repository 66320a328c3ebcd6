package procsnap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings in files: which are read, what wins, and what is said when one is wrong. */
class ConfigIT {

  @TempDir private Path directory;

  private Path file;

  @BeforeEach
  void fileOfTheUser() throws IOException {
    file = directory.resolve("home/.config/procsnap/procsnap.properties");
    Files.createDirectories(directory.resolve("home/.config/procsnap"));
    Files.writeString(
        file,
        """
        # Slow and private.
        interval = 90s
        anonymous = true
        output = from-file
        s3-region = eu-central-1
        """);
  }

  @Test
  void commandLineWinsOverEnvironmentAndThisOverTheFile() {
    Packaged program =
        start(Map.of("PROCSNAP_INTERVAL", "80s", "PROCSNAP_ZONE", "+02:00"), "config", "-i70s");
    assertEquals(0, program.exitCode(), program::standardError);
    List<String> lines = program.standardOutput().lines().map(ConfigIT::squeezed).toList();
    assertEquals("setting value from", lines.get(0));
    assertTrue(lines.contains("interval 70s -i"), lines::toString);
    assertTrue(lines.contains("zone +02:00 PROCSNAP_ZONE"), lines::toString);
    assertTrue(lines.contains("anonymous true " + file + ": anonymous"), lines::toString);
    assertTrue(lines.contains("compress none default"), lines::toString);
    assertEquals("", program.standardError());
  }

  @Test
  void everySettingIsAnObjectALineInJson() {
    Packaged program = start(Map.of(), "config", "--json", "--store=https://h/p?token=abcdef");
    assertEquals(2, program.exitCode());
    program = start(Map.of(), "config", "--json", "--machine-id=password=hunter2");
    for (String line : program.standardOutput().lines().toList()) {
      JsonObject setting = JsonParser.parseString(line).getAsJsonObject();
      assertEquals(3, setting.size(), line);
      assertTrue(!line.contains("hunter2"), line);
    }
    assertTrue(program.standardOutput().contains("\"password=********\""));
  }

  @Test
  void traceRunsWithTheSettingsOfTheFile() {
    Packaged program = start(Map.of(), "trace", "--snapshots=1");
    assertEquals(0, program.exitCode(), program::standardError);
    Path snapshot = Packaged.snapshots(directory.resolve("from-file")).get(0);
    JsonObject trace = Packaged.json(snapshot.resolve("../../manifest.json").normalize());
    assertEquals(90, trace.getAsJsonObject("plan").get("interval_s").getAsInt());
    assertEquals("sha256", trace.getAsJsonObject("plan").get("command_lines").getAsString());
  }

  @Test
  void fileThatIsNamedIsTheOnlyOne() throws IOException {
    Path named = Files.writeString(directory.resolve("named"), "interval: 60s\n");
    String listed = start(Map.of(), "config", "--config=named").standardOutput();
    assertTrue(squeezed(listed).contains("interval 60s named: interval"), listed);
    assertTrue(squeezed(listed).contains("anonymous false default"), listed);
    listed = start(Map.of("PROCSNAP_CONFIG", named.toString()), "config").standardOutput();
    assertTrue(squeezed(listed).contains("interval 60s " + named + ": interval"), listed);
  }

  @Test
  void whatIsWrongInAFileIsToldWithItsNameAndNothingIsWritten() throws IOException {
    Files.writeString(file, "intervall = 60s\nzone = Mars\nverify = x\nconfig = y\n");
    Packaged program = start(Map.of(), "trace", "--output=out");
    assertEquals(2, program.exitCode());
    String told = program.standardError();
    assertTrue(
        told.contains(file + ": intervall: there is no such option; did you mean --int"), told);
    assertTrue(told.contains(file + ": zone: 'Mars' is no time zone"), told);
    assertTrue(told.contains(file + ": verify: there is no such option"), told);
    assertTrue(told.contains(file + ": config: there is no such option"), told);
    assertTrue(Files.notExists(directory.resolve("out")));
    for (String wrong : List.of("none", "home", "/dev/null/x")) {
      program = start(Map.of(), "trace", "--config=" + wrong);
      assertEquals(2, program.exitCode());
      assertTrue(
          program.standardError().contains("--config: '" + wrong + "' cannot be read"),
          program::standardError);
    }
  }

  /** A file that serves all commands is no reason for one of them to complain. */
  @Test
  void settingsOfOtherCommandsArePassedOver() throws IOException {
    Files.writeString(file, "s3-region = x\nkeep-local = true\nflush-timeout = 1s\n");
    assertEquals(0, start(Map.of(), "trace", "--snapshots=1", "--output=out").exitCode());
    assertEquals(0, start(Map.of(), "verify", "out").exitCode());
    Packaged typed = start(Map.of(), "trace", "--keep-local");
    assertEquals(2, typed.exitCode());
    assertTrue(typed.standardError().contains("--keep-local: it needs --store"));
  }

  private Packaged start(Map<String, String> variables, String... arguments) {
    Map<String, String> all = new HashMap<>(variables);
    all.put("HOME", directory.resolve("home").toString());
    all.put("XDG_CONFIG_HOME", "");
    Packaged program = Packaged.start(directory, all, arguments);
    program.exitCode();
    return program;
  }

  private static String squeezed(String line) {
    return line.replaceAll(" +", " ");
  }
}
