package procsnap.cli.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import procsnap.cli.settings.RawSettings.Effective;

/** Settings in files: which files are read, which setting wins, and what is invalid. */
class ConfigFileTest {

  @TempDir private Path home;

  @Test
  void commandLineWinsOverEnvironmentAndThisOverTheFile() throws IOException {
    Path file =
        write(home.resolve(".config"), "interval = 90s\nanonymous = true\noutput =  x y \n");
    GivenSettings given =
        Given.settings(
            CommandName.TRACE,
            Map.of("HOME", home.toString(), "PROCSNAP_INTERVAL", "80s", "PROCSNAP_ZONE", "+02:00"),
            "-i70s");
    assertEffective(given, "interval", "70s", "-i");
    assertEffective(given, "zone", "+02:00", "PROCSNAP_ZONE");
    assertEffective(given, "anonymous", "true", file + ": anonymous");
    assertEffective(given, "output", "x y", file + ": output");
    assertEffective(given, "compress", "none", "default");
    assertEffective(given, "redact", "false", "default");
    assertEffective(given, "duration", "none", "default");
    assertTrue(given.errors().isEmpty());
  }

  @Test
  void directoryOfXdgReplacesThatOfHome() throws IOException {
    write(home.resolve(".config"), "interval = 1h\n");
    Path file = write(home.resolve("xdg"), "interval = 2h\n");
    GivenSettings given =
        Given.settings(
            CommandName.TRACE,
            Map.of("HOME", home.toString(), "XDG_CONFIG_HOME", home.resolve("xdg").toString()));
    assertEffective(given, "interval", "2h", file + ": interval");
  }

  @Test
  void fileThatIsNamedIsTheOnlyOne() throws IOException {
    write(home.resolve(".config"), "anonymous = true\n");
    Path named = Files.writeString(home.resolve("named"), "interval: 60s\n");
    for (GivenSettings given :
        List.of(
            Given.settings(
                CommandName.TRACE, Map.of("HOME", home.toString()), "--config", named.toString()),
            Given.settings(
                CommandName.TRACE,
                Map.of("HOME", home.toString(), "PROCSNAP_CONFIG", named.toString())))) {
      assertEffective(given, "interval", "60s", named + ": interval");
      assertEffective(given, "anonymous", "false", "default");
    }
  }

  @Test
  void unknownNamesAreReportedWithTheirFileAndThoseOfOtherCommandsIgnored() throws IOException {
    Path file =
        write(
            home.resolve(".config"),
            "intervall = 1s\nverify = x\nconfig = y\nhelp = true\nwait = 3s\nzone = Mars\n");
    GivenSettings given = Given.settings(CommandName.TRACE, Map.of("HOME", home.toString()));
    assertEquals(
        List.of(
            new RawSettings.Unknown(file + ": config", "--config"),
            new RawSettings.Unknown(file + ": help", "--help"),
            new RawSettings.Unknown(file + ": intervall", "--intervall"),
            new RawSettings.Unknown(file + ": verify", "--verify")),
        given.raw().unknown());
    given.zone();
    assertEquals(List.of(file + ": zone: " + UsageMessages.zone("Mars")), given.errors().lines());
  }

  @Test
  void fileThatCannotBeReadIsAnError() throws IOException {
    for (String name : List.of("none", "", "/dev/null/x", "/dev/zero")) {
      String path = home.resolve(name).toString();
      GivenSettings given = Given.settings(CommandName.TRACE, "--config=" + path);
      assertEquals(1, given.errors().lines().size());
      String line = given.errors().lines().get(0);
      assertTrue(line.startsWith("--config: cannot read '" + path + "': "), line);
    }
    Path broken = Files.writeString(home.resolve("broken"), "zone = \\uZZZZ\n");
    GivenSettings given = Given.settings(CommandName.TRACE, "--config=" + broken);
    String line = given.errors().lines().get(0);
    assertTrue(line.startsWith("--config: '" + broken + "' is not a settings file: "), line);
  }

  @Test
  void secretInASettingIsMasked() {
    GivenSettings given = Given.settings(CommandName.TRACE, "--machine-id=password=hunter2");
    assertEffective(given, "machine-id", "password=********", "--machine-id");
  }

  @Test
  void filesAreReadAgain() throws IOException {
    Path file = write(home.resolve(".config"), "interval = 1h\n");
    GivenSettings given =
        Given.settings(CommandName.TRACE, Map.of("HOME", home.toString()), "--zone=UTC");
    Files.writeString(file, "interval = 2h\n");
    RawSettings again = given.raw().again(new SettingErrors());
    assertEquals("2h", again.find(Settings.INTERVAL).orElseThrow().text());
    assertEquals("UTC", again.find(Settings.ZONE).orElseThrow().text());
  }

  private static Path write(Path config, String text) throws IOException {
    Path file = config.resolve("procsnap/procsnap.properties");
    Files.createDirectories(config.resolve("procsnap"));
    return Files.writeString(file, text);
  }

  private static void assertEffective(
      GivenSettings given, String name, String value, String source) {
    List<Effective> found =
        given.raw().effective(CommandName.TRACE).stream()
            .filter(setting -> setting.name().equals(name))
            .toList();
    assertEquals(1, found.size(), name);
    assertEquals(value, found.get(0).value());
    assertEquals(source, found.get(0).source());
  }
}
