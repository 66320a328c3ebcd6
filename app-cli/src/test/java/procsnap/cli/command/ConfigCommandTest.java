package procsnap.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import procsnap.cli.InProcess;
import procsnap.cli.running.ExitCode;
import procsnap.cli.settings.UsageMessages;

@ResourceLock(Resources.SYSTEM_ERR)
class ConfigCommandTest {

  @TempDir private Path home;

  @Test
  void tableHasEverySettingWithItsSource() {
    InProcess program =
        InProcess.run(
            Map.of("HOME", home.toString(), "PROCSNAP_ZONE", "+02:00"), "config", "-i70s");
    assertEquals(ExitCode.OK, program.exitCode(), program::err);
    List<String> lines = program.out().lines().map(line -> line.replaceAll(" +", " ")).toList();
    assertEquals("setting value source", lines.get(0));
    assertTrue(lines.contains("interval 70s -i"), lines::toString);
    assertTrue(lines.contains("zone +02:00 PROCSNAP_ZONE"), lines::toString);
    assertTrue(lines.contains("compress none default"), lines::toString);
    assertEquals("", program.err());
  }

  @Test
  void everySettingIsAnObjectALineInJson() {
    InProcess program = InProcess.run("config", "--json", "--machine-id=password=hunter2");
    assertEquals(ExitCode.OK, program.exitCode());
    for (String line : program.out().lines().toList()) {
      JsonObject setting = JsonParser.parseString(line).getAsJsonObject();
      assertEquals(List.of("setting", "value", "source"), List.copyOf(setting.keySet()));
      assertTrue(!line.contains("hunter2"), line);
    }
    assertTrue(program.out().contains("\"password=********\""));
  }

  @Test
  void invalidSettingsAreReportedInsteadOfATable() throws IOException {
    Path file = home.resolve(".config/procsnap/procsnap.properties");
    Files.createDirectories(home.resolve(".config/procsnap"));
    Files.writeString(file, "intervall = 60s\nzone = Mars\n");
    InProcess program =
        InProcess.run(
            Map.of("HOME", home.toString()), "config", "--json", "--store=https://h/p?token=abc");
    assertEquals(ExitCode.USAGE, program.exitCode());
    assertEquals("", program.out());
    assertEquals(UsageMessages.HEAD, program.errLines().get(0));
    assertTrue(
        program
            .err()
            .contains("  " + file + ": intervall: unknown option; did you mean --interval?\n"),
        program::err);
    assertTrue(program.err().contains("  " + file + ": zone: unknown time zone 'Mars'"));
    assertTrue(program.err().contains("  --store: incomplete store "), program::err);
  }

  /** A file that serves all commands does not bother those that it is not for. */
  @Test
  void settingsOfOtherCommandsAreIgnored() throws IOException {
    Path file =
        Files.writeString(home.resolve("f"), "s3-region = x\nkeep-local = true\nwait = 1s\n");
    assertEquals(ExitCode.OK, InProcess.run("config", "--config=" + file).exitCode());
    assertEquals(
        ExitCode.FAILED, InProcess.run("verify", home.toString(), "--config=" + file).exitCode());
  }
}
