package procsnap.core.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How folders and files are spelled. */
class TraceNamesTest {

  private static final Instant INSTANT = Instant.parse("2026-01-02T23:04:05.006999Z");

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
  void folderOfATraceIsKnownByItsName() {
    assertTrue(TraceNames.isTrace(names.stamp(INSTANT, 1)));
    assertTrue(TraceNames.isTrace(names.stamp(INSTANT, 12)));
    assertFalse(TraceNames.isTrace("lost+found"));
    assertFalse(TraceNames.isTrace("20260102_230405"));
  }
}
