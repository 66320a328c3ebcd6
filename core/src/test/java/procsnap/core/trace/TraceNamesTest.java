package procsnap.core.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How directories and files are spelled. */
class TraceNamesTest {

  private static final Instant INSTANT = Instant.parse("2026-01-02T23:04:05.006999Z");
  private static final String TRACE = "20260102_230405_006/";

  private final TraceNames names = new TraceNames(ZoneOffset.UTC);

  @Test
  void stampIsDateTimeAndMilliseconds() {
    assertEquals("20260102_230405_006", names.stamp(INSTANT, 1));
  }

  @Test
  void stampIsInTheZoneThatIsPrinted() {
    assertEquals(
        "20260103_043405_006", new TraceNames(ZoneId.of("Asia/Kolkata")).stamp(INSTANT, 1));
  }

  @Test
  void sameInstantAgainIsNumbered() {
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
  void partIsToldFromWhatIsComplete() {
    assertEquals(".process_X.csv.part", TraceNames.part("process_X.csv"));
    assertTrue(TraceNames.isPart(".process_X.csv.part"));
    assertFalse(TraceNames.isPart("process_X.csv"));
    assertFalse(TraceNames.isPart("download.part"));
    assertFalse(TraceNames.isPart(".hidden"));
    assertEquals("process_X.csv", TraceNames.ofPart(".process_X.csv.part"));
  }

  @Test
  void whatIsQuarantinedIsNoSnapshotAnyMore() {
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
      assertEquals(Optional.of(directory), TraceNames.traceOf(directory + file));
    }
    assertEquals(Optional.empty(), TraceNames.traceOf("web/" + file));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"notes.txt", "process_X.csv", "process/notes.txt", "preprocess/process_X.csv"})
  void otherFilesBelongToNone(String file) {
    assertEquals(Optional.empty(), TraceNames.traceOf(file));
    assertEquals(Optional.empty(), TraceNames.traceOf(TRACE + file));
  }

  @Test
  void fileAndManifestOfASnapshotNameEachOther() {
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
  void directoryOfATraceIsKnownByItsName() {
    assertTrue(TraceNames.isTrace(names.stamp(INSTANT, 1)));
    assertTrue(TraceNames.isTrace(names.stamp(INSTANT, 12)));
    assertFalse(TraceNames.isTrace("lost+found"));
    assertFalse(TraceNames.isTrace("20260102_230405"));
  }
}
