package procsnap.core.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Spelling and parsing of the names of directories and files. */
class TraceNamesTest {

  private static final Instant INSTANT = Instant.parse("2026-01-02T23:04:05.006999Z");
  private static final String TRACE = "20260102_230405_006/";

  private final TraceNames names = new TraceNames(ZoneOffset.UTC);

  @Test
  void stampIsDateTimeAndMilliseconds() {
    assertEquals("20260102_230405_006", names.stamp(INSTANT, 1));
  }

  @Test
  void stampIsInTheZoneOfTheTrace() {
    assertEquals(
        "20260103_043405_006", new TraceNames(ZoneId.of("Asia/Kolkata")).stamp(INSTANT, 1));
  }

  @Test
  void repeatedInstantIsNumbered() {
    assertEquals("20260102_230405_006_2", names.stamp(INSTANT, 2));
    assertEquals("20260102_230405_006_13", names.stamp(INSTANT, 13));
  }

  @Test
  void snapshotHasTwoFilesOfOneStamp() {
    assertEquals("process_X.csv", TraceNames.snapshotFile("X", ".csv"));
    assertEquals("process_X.csv.gz", TraceNames.snapshotFile("X", ".csv.gz"));
    assertEquals("process_X.json", TraceNames.snapshotManifest("X"));
  }

  @Test
  void partIsDistinguishedFromCompleteFiles() {
    assertEquals(".process_X.csv.part", TraceNames.part("process_X.csv"));
    assertTrue(TraceNames.isPart(".process_X.csv.part"));
    assertFalse(TraceNames.isPart("process_X.csv"));
    assertFalse(TraceNames.isPart("download.part"));
    assertFalse(TraceNames.isPart(".hidden"));
    assertEquals("process_X.csv", TraceNames.ofPart(".process_X.csv.part"));
  }

  @Test
  void quarantinedFileIsNotASnapshot() {
    String file = TraceNames.snapshotFile(names.stamp(INSTANT, 2), ".csv.gz");
    assertTrue(TraceNames.isSnapshotFile(file));
    assertFalse(TraceNames.isQuarantined(file));
    assertFalse(TraceNames.isSnapshotFile(TraceNames.quarantined(file)));
    assertTrue(TraceNames.isQuarantined(TraceNames.quarantined(file)));
    assertFalse(TraceNames.isSnapshotFile("process_notes.csv"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "manifest.json",
        "end.json",
        ".end.json.part",
        "process/process_X.csv",
        "process/.process_X.json.part",
        "process/process_X.csv.corrupt"
      })
  void fileBelongsToTheTraceThatItsPathNames(String file) {
    for (String directory : List.of("", TRACE, "prefix/machine/" + TRACE)) {
      TraceFile parsed = TraceNames.parse(directory + file).orElseThrow();
      assertEquals(directory, parsed.trace());
      assertEquals(file, parsed.pathInTrace());
    }
    assertEquals(Optional.empty(), TraceNames.parse("web/" + file));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"notes.txt", "process_X.csv", "process/notes.txt", "preprocess/process_X.csv"})
  void otherFilesBelongToNoTrace(String file) {
    assertEquals(Optional.empty(), TraceNames.parse(file));
    assertEquals(Optional.empty(), TraceNames.parse(TRACE + file));
  }

  @ParameterizedTest
  @CsvSource({
    "manifest.json, TRACE_MANIFEST",
    "end.json, TRACE_END",
    "expired.json, TRACE_EXPIRED",
    ".end.json.part, PART",
    "manifest.json.bak, OTHER",
    "process/process_20260102_230405_006.csv, SNAPSHOT",
    "process/process_20260102_230405_006_2.csv.gz, SNAPSHOT",
    "process/process_20260102_230405_006.json, SNAPSHOT_MANIFEST",
    "process/.process_20260102_230405_006.csv.part, PART",
    "process/process_20260102_230405_006.csv.corrupt, QUARANTINED",
    "process/process_notes.csv, OTHER"
  })
  void nameDeterminesTheKindOfAFile(String file, TraceFile.Kind kind) {
    assertEquals(kind, TraceNames.parse(TRACE + file).orElseThrow().kind());
  }

  @Test
  void partsOfAPathAreNamed() {
    TraceFile file =
        TraceNames.parse("a/" + TRACE + "process/process_20260102_230405_006_2.csv.gz")
            .orElseThrow();

    assertEquals("process_20260102_230405_006_2.csv.gz", file.name());
    assertEquals("a/20260102_230405_006", file.tracePath());
    assertEquals(Optional.of("20260102_230405_006_2"), file.stamp());
    assertEquals("a/" + TRACE + "process/x", file.sibling("x"));
    assertEquals("", TraceNames.parse("end.json").orElseThrow().tracePath());
    assertEquals(Optional.empty(), TraceNames.parse("end.json").orElseThrow().stamp());
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "Asia/Kolkata", "America/New_York"})
  void stampIsParsedToItsInstant(String zone) {
    TraceNames inZone = new TraceNames(ZoneId.of(zone));
    Instant millis = INSTANT.truncatedTo(ChronoUnit.MILLIS);

    assertEquals(Optional.of(millis), inZone.instant(inZone.stamp(INSTANT, 1)));
    assertEquals(Optional.of(millis), inZone.instant(inZone.stamp(INSTANT, 17)));
  }

  @Test
  void stampInARepeatedHourIsParsedToTheEarlierInstant() {
    TraceNames berlin = new TraceNames(ZoneId.of("Europe/Berlin"));
    Instant first = Instant.parse("2026-10-25T00:30:00Z");

    assertEquals(berlin.stamp(first, 1), berlin.stamp(first.plusSeconds(3600), 1));
    assertEquals(Optional.of(first), berlin.instant(berlin.stamp(first, 1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "lost+found",
        "20261302_230405_006",
        "20260102_250405_006",
        "x_20260102_230405_006"
      })
  void textThatIsNotAStampHasNoInstant(String text) {
    assertEquals(Optional.empty(), names.instant(text));
  }

  @Test
  void fileAndManifestOfASnapshotMapToEachOther() {
    assertEquals(
        List.of("process_X.csv", "process_X.csv.gz"), TraceNames.snapshotFilesOf("process_X.json"));
    assertEquals("process_X.json", TraceNames.manifestOf("process_X.csv"));
    assertEquals("process_X.json", TraceNames.manifestOf("process_X.csv.gz"));
    assertTrue(TraceNames.isSnapshotManifest("process_X.json"));
    assertFalse(TraceNames.isSnapshotManifest("manifest.json"));
    assertFalse(TraceNames.isSnapshotManifest("process_X.csv"));
    assertFalse(TraceNames.isSnapshotManifest(".process_X.json.part"));
  }

  @Test
  void nameDeterminesTheDirectoryOfATrace() {
    assertTrue(TraceNames.isTrace(names.stamp(INSTANT, 1)));
    assertTrue(TraceNames.isTrace(names.stamp(INSTANT, 12)));
    assertFalse(TraceNames.isTrace("lost+found"));
    assertFalse(TraceNames.isTrace("20260102_230405"));
  }
}
