package procsnap.adapters.format.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import procsnap.core.archive.CsvLayout;
import procsnap.core.archive.DamagedException;
import procsnap.core.archive.TraceManifest;
import procsnap.core.archive.TraceManifests;
import procsnap.core.fuzz.Fuzz;
import procsnap.core.process.OsString;
import procsnap.core.trace.SnapshotRow;
import procsnap.core.trace.SnapshotRows;

/**
 * Arbitrary names and command lines are read as written; arbitrary bytes are a valid CSV or
 * damaged.
 */
class CsvRowCursorFuzzTest {

  private static final TraceManifest TRACE = TraceManifests.with(new CsvLayout(true, false, false));

  private static final CSVFormat OURS =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').setIgnoreEmptyLines(false).get();

  @Test
  void textsAreReadAsWrittenAndOtherBytesAreValidOrDamaged() throws Exception {
    Fuzz.run(CsvRowCursorFuzzTest.class, CsvRowCursorFuzzTest::fuzzerTestOneInput);
  }

  public static void fuzzerTestOneInput(byte[] input) throws IOException, DamagedException {
    assertReadAsWritten(input);
    for (Optional<TraceManifest> trace :
        List.of(Optional.of(TRACE), Optional.<TraceManifest>empty())) {
      try {
        count(input, trace);
      } catch (DamagedException e) {
        assertNotNull(e.getMessage());
      }
    }
  }

  private static int count(byte[] csv, Optional<TraceManifest> trace) throws DamagedException {
    CsvRowCursor rows = new CsvRowCursor(new ByteArrayInputStream(csv), trace);
    int count = 0;
    while (rows.next().isPresent()) {
      count++;
    }
    return count;
  }

  /**
   * Writes the first half of the input as a name and the second as a command line, and in a second
   * row the reverse.
   */
  private static void assertReadAsWritten(byte[] input) throws IOException, DamagedException {
    int half = input.length / 2;
    OsString first = OsString.copyOf(input, 0, half);
    OsString second = OsString.copyOf(input, half, input.length);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CsvWriter writer =
        new CsvWriter(
            out, new CsvOptions(Set.of(), true, false, false, ZoneOffset.UTC), Instant.EPOCH);
    writer.write(row(1, first, second));
    writer.write(row(2, second, first));
    writer.finish();
    byte[] csv = out.toByteArray();
    assertEquals(2, count(csv, Optional.of(TRACE)));
    try (CSVParser parser = CSVParser.parse(new ByteArrayInputStream(csv), UTF_8, OURS)) {
      List<CSVRecord> records = parser.getRecords();
      assertEquals(3, records.size());
      assertRow(records.get(1), first, second);
      assertRow(records.get(2), second, first);
    }
  }

  private static SnapshotRow row(int pid, OsString name, OsString commandLine) {
    return SnapshotRows.row(pid).name(name).commandLine(commandLine).build();
  }

  private static void assertRow(CSVRecord row, OsString name, OsString commandLine) {
    assertEquals(name.toString(), row.get(2));
    assertEquals(commandLine.toString(), row.get(3));
  }
}
