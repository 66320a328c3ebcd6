package procsnap.cli.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import procsnap.adapters.storage.file.Secrets;
import procsnap.adapters.storage.local.FreeSpace;
import procsnap.cli.settings.RecordingSettings.Source;
import procsnap.core.retention.RetentionLimits;
import procsnap.core.trace.ColumnGroup;

class RecordingSettingsParserTest {

  @TempDir private Path directory;

  @Test
  void traceWithoutSettingsHasTheDefaults() {
    RecordingSettings settings = trace();
    assertEquals(Optional.of(Path.of("procsnap-data")), settings.output());
    assertEquals("linux_trace_v3_test", settings.prefix());
    assertEquals(Optional.empty(), settings.machineId());
    assertEquals(Path.of("/proc"), settings.procRoot());
    assertEquals(Source.PROCFS, settings.source());
    assertEquals(Duration.ZERO, settings.plan().lead());
    assertEquals(Duration.ofMinutes(5), settings.plan().interval());
    assertEquals(Long.MAX_VALUE, settings.plan().snapshots());
    assertEquals(Set.of(), settings.csv().columns());
    assertTrue(settings.csv().header());
    assertEquals(false, settings.csv().gzip());
    assertEquals(false, settings.csv().spreadsheetSafe());
    assertEquals(new FreeSpace(1L << 30, 0.05), settings.minFreeSpace());
    assertEquals(
        new RetentionLimits(Optional.empty(), OptionalLong.empty(), false), settings.retention());
    assertEquals(
        Map.of(
            "command_lines",
            "clear",
            "columns",
            "",
            "header",
            "true",
            "compress",
            "none",
            "zone",
            "UTC"),
        settings.manifestSettings());
  }

  @Test
  void everySettingArrives() {
    RecordingSettings settings =
        trace(
            "--output=out",
            "--prefix=a/b",
            "--machine-id=M",
            "--proc-root=/p",
            "--source=oshi",
            "--columns=uid,io",
            "--no-header",
            "--compress=gzip",
            "--spreadsheet-safe",
            "--zone=+01:00",
            "--min-free=7B",
            "--retain=2d",
            "--retain-size=3B",
            "--retain-unsent");
    assertEquals(Optional.of(Path.of("out")), settings.output());
    assertEquals("a/b", settings.prefix());
    assertEquals(Optional.of("M"), settings.machineId());
    assertEquals(Path.of("/p"), settings.procRoot());
    assertEquals(Source.OSHI, settings.source());
    assertEquals(Set.of(ColumnGroup.UID, ColumnGroup.IO), settings.plan().columns());
    assertEquals(settings.plan().columns(), settings.csv().columns());
    assertEquals(false, settings.csv().header());
    assertTrue(settings.csv().gzip());
    assertTrue(settings.csv().spreadsheetSafe());
    assertEquals("+01:00", settings.csv().zone().getId());
    assertEquals(new FreeSpace(7, 1), settings.minFreeSpace());
    assertEquals(
        new RetentionLimits(Optional.of(Duration.ofDays(2)), OptionalLong.of(3), true),
        settings.retention());
    assertEquals(
        "{command_lines=clear, columns=uid,io, header=false, compress=gzip, spreadsheet_safe=true,"
            + " zone=+01:00, retain_s=172800, retain_size_bytes=3, retain_unsent=true}",
        settings.manifestSettings().toString());
  }

  @ParameterizedTest
  @CsvSource({
    "--snapshots=3 --interval=10s, 3",
    "--duration=60s --interval=10s, 7",
    "--duration=59s --interval=10s, 6",
    "--duration=60s --interval=10s --snapshots=2, 2",
    "--duration=60s --interval=10s --snapshots=9, 7",
  })
  void traceEndsWithItsLastSnapshotOrItsDuration(String arguments, long snapshots) {
    assertEquals(snapshots, trace(arguments.split(" ")).plan().snapshots());
  }

  @Test
  void snapshotIsATraceOfOneAfterItsWait() {
    GivenSettings given = Given.settings(CommandName.SNAPSHOT, "--wait=5s");
    RecordingSettings settings = new RecordingSettingsParser(given).snapshot();
    assertEquals(Optional.of(Path.of("procsnap-data")), settings.output());
    assertEquals(Duration.ofSeconds(5), settings.plan().lead());
    assertEquals(1, settings.plan().snapshots());
    assertEquals(Duration.ofMinutes(5), settings.plan().interval());
  }

  @Test
  void snapshotToStandardOutputAndPreviewHaveNoDirectory() {
    GivenSettings given = Given.settings(CommandName.SNAPSHOT, "-o", "-");
    assertEquals(Optional.empty(), new RecordingSettingsParser(given).snapshot().output());
    GivenSettings preview = Given.settings(CommandName.PREVIEW);
    RecordingSettings settings = new RecordingSettingsParser(preview).preview();
    assertEquals(Optional.empty(), settings.output());
    assertEquals(1, settings.plan().snapshots());
    assertTrue(given.errors().isEmpty() && preview.errors().isEmpty());
  }

  @Test
  void procRootMeansProcfsUnlessAnotherSourceIsGiven() {
    assertEquals(Source.PROCFS, trace("--proc-root=/p").source());
    assertEquals(Source.OSHI, trace("--proc-root=/p", "--source=oshi").source());
    assertEquals(Source.PROCFS, trace("--source=procfs").source());
  }

  @Test
  void commandLinesAreClearRedactedHashedOrKeyed() throws Exception {
    Path key = directory.resolve("key");
    Secrets.write(key, "0123456789abcdef");
    assertEquals("clear", trace().plan().commandLines().label());
    assertEquals("redacted", trace("--redact").plan().commandLines().label());
    assertEquals("sha256", trace("--anonymous").plan().commandLines().label());
    String keyed = trace("--anonymous-key=" + key).plan().commandLines().label();
    assertTrue(keyed.startsWith("hmac-sha256"), keyed);
    assertEquals(
        keyed, trace("--anonymous", "--anonymous-key=" + key).plan().commandLines().label());
  }

  @Test
  void keyHasSixteenToFourThousandNinetySixBytes() throws Exception {
    Path key = directory.resolve("key");
    for (int bytes : new int[] {16, 4096}) {
      Secrets.write(key, "k".repeat(bytes));
      assertEquals(List.of(), errors("--anonymous-key=" + key));
      Files.delete(key);
    }
    for (int bytes : new int[] {15, 4097}) {
      Secrets.write(key, "k".repeat(bytes));
      assertEquals(
          List.of("--anonymous-key: " + UsageMessages.keyLength(key.toString(), 16, 4096)),
          errors("--anonymous-key=" + key));
      Files.delete(key);
    }
  }

  @Test
  void redactionAndHashesExcludeEachOther() throws Exception {
    Path key = directory.resolve("key");
    Secrets.write(key, "0123456789abcdef");
    List<String> error = List.of("--redact: cannot be combined with --anonymous");
    assertEquals(error, errors("--redact", "--anonymous"));
    assertEquals(error, errors("--redact", "--anonymous-key=" + key));
  }

  @Test
  void onlyCopyIsNotDeletedUnlessThatIsAllowed() {
    assertEquals(List.of("--retain: " + UsageMessages.ONLY_COPY), errors("--retain=1d"));
    assertEquals(List.of("--retain-size: " + UsageMessages.ONLY_COPY), errors("--retain-size=1B"));
    assertEquals(
        List.of("--retain: " + UsageMessages.ONLY_COPY), errors("--retain=1d", "--retain-size=1B"));
    assertEquals(List.of(), errors("--retain=1d", "--retain-unsent"));
    assertEquals(List.of(), errors("--retain=1d", "--store=file:///x"));
    assertEquals(List.of(), errors("--retain-unsent"));
  }

  private static RecordingSettings trace(String... arguments) {
    GivenSettings given = Given.settings(CommandName.TRACE, arguments);
    RecordingSettings settings = new RecordingSettingsParser(given).trace();
    assertEquals(List.of(), given.errors().lines());
    return settings;
  }

  private static List<String> errors(String... arguments) {
    GivenSettings given = Given.settings(CommandName.TRACE, arguments);
    new RecordingSettingsParser(given).trace();
    return given.errors().lines();
  }
}
