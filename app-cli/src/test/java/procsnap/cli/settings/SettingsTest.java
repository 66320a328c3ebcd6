package procsnap.cli.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import procsnap.adapters.storage.local.FreeSpace;

/** The declarations: names, scopes and defaults. */
class SettingsTest {

  @Test
  void everyCommandHasItsSettings() {
    assertEquals(
        List.of("output", "zone", "verbose", "quiet", "config", "help", "version"),
        names(CommandName.PAUSE));
    assertEquals(names(CommandName.PAUSE), names(CommandName.RESUME));
    assertEquals(
        List.of(
            "output", "prefix", "zone", "json", "verbose", "quiet", "config", "help", "version"),
        names(CommandName.STATUS));
    assertEquals(
        List.of(
            "",
            "zone",
            "s3-endpoint",
            "s3-path-style",
            "s3-region",
            "az-endpoint",
            "allow-http",
            "no-credentials",
            "json",
            "verbose",
            "quiet",
            "config",
            "help",
            "version"),
        names(CommandName.VERIFY));
    assertEquals(
        List.of(
            "output",
            "prefix",
            "zone",
            "store",
            "keep-local",
            "upload-limit",
            "s3-endpoint",
            "s3-path-style",
            "s3-region",
            "az-endpoint",
            "allow-http",
            "no-credentials",
            "verbose",
            "quiet",
            "config",
            "help",
            "version"),
        names(CommandName.UPLOAD));
    assertEquals(
        List.of(
            "output",
            "wait",
            "anonymous",
            "anonymous-key",
            "redact",
            "columns",
            "no-header",
            "spreadsheet-safe",
            "compress",
            "min-free",
            "prefix",
            "machine-id",
            "zone",
            "proc-root",
            "source",
            "verbose",
            "quiet",
            "config",
            "help",
            "version"),
        names(CommandName.SNAPSHOT));
    List<String> preview = new ArrayList<>(names(CommandName.SNAPSHOT));
    preview.removeAll(List.of("output", "min-free"));
    assertEquals(preview, names(CommandName.PREVIEW));
    assertEquals(
        List.of(
            "output",
            "interval",
            "snapshots",
            "duration",
            "anonymous",
            "anonymous-key",
            "redact",
            "columns",
            "no-header",
            "spreadsheet-safe",
            "compress",
            "min-free",
            "prefix",
            "machine-id",
            "zone",
            "proc-root",
            "source",
            "retain",
            "retain-size",
            "retain-unsent",
            "store",
            "keep-local",
            "upload-limit",
            "flush-timeout",
            "s3-endpoint",
            "s3-path-style",
            "s3-region",
            "az-endpoint",
            "allow-http",
            "no-credentials",
            "verbose",
            "quiet",
            "config",
            "help",
            "version"),
        names(CommandName.TRACE));
    List<String> withJson = new ArrayList<>(names(CommandName.TRACE));
    withJson.add(withJson.indexOf("verbose"), "json");
    assertEquals(withJson, names(CommandName.DOCTOR));
    assertEquals(withJson, names(CommandName.CONFIG));
  }

  @Test
  void namesOfACommandAreUnique() {
    for (CommandName command : CommandName.values()) {
      Set<String> names = new HashSet<>();
      for (Setting<?> setting : Settings.of(command)) {
        assertTrue(names.add(setting.longOption()), setting.longOption());
        assertTrue(
            setting.shortOption().isEmpty() || names.add(setting.shortOption()),
            setting.shortOption());
      }
    }
  }

  @Test
  void defaultIsTheOneThatTheHelpNames() {
    assertDefault(Settings.INTERVAL, Duration.ofMinutes(5), "300s");
    assertDefault(Settings.SNAPSHOTS, Long.MAX_VALUE, "until stopped");
    assertDefault(Settings.WAIT, Duration.ZERO, "0s");
    assertDefault(Settings.OUTPUT, Path.of("procsnap-data"), "procsnap-data");
    assertDefault(Settings.LOCATION, "procsnap-data", "procsnap-data");
    assertDefault(Settings.COLUMNS, Set.of(), "none");
    assertDefault(Settings.COMPRESS, false, "none");
    assertDefault(
        Settings.MIN_FREE, new FreeSpace(1L << 30, 0.05), "5% or 1GiB, whichever is less");
    assertDefault(Settings.PREFIX, "linux_trace_v3_test", "linux_trace_v3_test");
    assertDefault(Settings.ZONE, ZoneId.of("UTC"), "UTC");
    assertDefault(Settings.PROC_ROOT, Path.of("/proc"), "$HOST_PROC, or /proc");
    assertDefault(Settings.SOURCE, Optional.empty(), "auto");
    assertDefault(Settings.UPLOAD_LIMIT, Long.MAX_VALUE, "no limit");
    assertDefault(Settings.FLUSH_TIMEOUT, Duration.ofSeconds(10), "10s");
  }

  @Test
  void flagIsOffByDefaultAndHasNoValue() {
    for (Setting<?> setting : Settings.of(CommandName.CONFIG)) {
      if (setting.isFlag()) {
        assertEquals(false, setting.defaultValue(), setting.name());
        assertEquals(Optional.empty(), setting.defaultWords());
        assertFalse(setting.description().contains("Default:"));
      }
    }
    assertFalse(Settings.INTERVAL.isFlag());
    assertFalse(Settings.INTERVAL.isPositional());
    assertTrue(Settings.LOCATION.isPositional());
  }

  @Test
  void runningTraceTakesOverOnlyWhatIsSafe() {
    List<String> live =
        Settings.of(CommandName.TRACE).stream().filter(Setting::isLive).map(Setting::name).toList();
    assertEquals(
        List.of(
            "min-free",
            "retain",
            "retain-size",
            "retain-unsent",
            "upload-limit",
            "verbose",
            "quiet"),
        live);
  }

  @Test
  void fileSetsEverythingButItsOwnNameAndRequestsForInformation() {
    assertEquals(Optional.of(Settings.MACHINE_ID), Settings.inFiles("machine-id"));
    for (String name : List.of("", "config", "help", "version", "verify", "machine_id")) {
      assertEquals(Optional.empty(), Settings.inFiles(name), name);
    }
  }

  @Test
  void variableIsTheNameInCapitals() {
    assertEquals("PROCSNAP_MACHINE_ID", Settings.MACHINE_ID.variable());
    assertEquals("--machine-id", Settings.MACHINE_ID.longOption());
    assertEquals("", Settings.MACHINE_ID.shortOption());
    assertEquals("-o", Settings.OUTPUT.shortOption());
    assertEquals("", Settings.LOCATION.longOption());
    assertEquals("DIR", Settings.OUTPUT.valueLabel());
  }

  private static <T> void assertDefault(Setting<T> setting, T value, String words) {
    assertEquals(words, setting.defaultWords().orElseThrow());
    assertTrue(setting.description().endsWith(" Default: " + words), setting.description());
    assertEquals(value, setting.defaultValue());
  }

  private static List<String> names(CommandName command) {
    return Settings.of(command).stream().map(Setting::name).toList();
  }
}
