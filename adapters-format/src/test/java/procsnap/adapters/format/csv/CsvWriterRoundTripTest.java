package procsnap.adapters.format.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static procsnap.core.trace.SnapshotRows.row;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import procsnap.core.process.OsString;
import procsnap.core.trace.SnapshotRow;
import procsnap.testing.Needs;

/** Written rows read back by two independent readers. */
final class CsvWriterRoundTripTest {

  private static final int ROWS = 300;
  private static final int NAME = 2;
  private static final int COMMAND_LINE = 3;
  private static final int CGROUP = 16;

  private static final String PYTHON =
      "import csv, json, sys; csv.field_size_limit(2**31 - 1);"
          + " print(json.dumps(list(csv.reader(open(sys.argv[1], newline='', encoding='utf-8')))))";

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4180, 20261122})
  void commonsCsvReadsTheCellsThatWereWritten(long seed) throws IOException {
    List<SnapshotRow> rows = new NastyRows(seed).rows(ROWS);

    assertSameTexts(rows, readByCommonsCsv(written(rows)), "seed " + seed);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4180, 20261122})
  @Needs("python3")
  void pythonReadsTheCellsThatWereWritten(long seed) throws Exception {
    List<SnapshotRow> rows = new NastyRows(seed).rows(ROWS);
    Path file = Files.writeString(directory.resolve("rows.csv"), written(rows));

    assertSameTexts(rows, readByPython(file), "seed " + seed);
  }

  /** RFC 4180 quotes fields that hold a comma, a quote, CR or LF; all else stands as it is. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4180, 20261122})
  void cellsAreQuotedAsInRfc4180AndOnlyWhereNeeded(long seed) {
    for (SnapshotRow row : new NastyRows(seed).rows(ROWS)) {
      assertEquals(
          "2026-11-22 10:15:00,"
              + row.pid()
              + ","
              + quoted(row.name())
              + ","
              + quoted(row.commandLine().orElseThrow())
              + ",,,1970-01-01 00:00:00.000,,,,sleeping,0,0,,1,0,"
              + quoted(row.cgroup().orElseThrow())
              + ",,,",
          lineOf(row),
          "seed " + seed);
    }
  }

  /** Applies to every column whose text another program chose. */
  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@A1", "\t=1", "\r", "\n=1", "\0", "'", "'=1", "=\""})
  void formulaIsPrefixedWithAnApostrophe(String text) throws IOException {
    SnapshotRow row = row(1).name(text).commandLine(text).cgroup(text).build();
    byte[] safe = CsvTexts.write(CsvTexts.SPREADSHEET_SAFE, List.of(row));
    List<String> cells = readByCommonsCsv(new String(safe, StandardCharsets.UTF_8)).get(0);
    for (int column : List.of(NAME, COMMAND_LINE, cells.size() - 1)) {
      assertEquals("'" + text, cells.get(column));
    }
  }

  @Test
  void otherTextIsNotChangedForSpreadsheets() {
    SnapshotRow row = row(1).name("a=1").commandLine("").cgroup("/-").build();
    assertEquals(
        CsvTexts.line(CsvTexts.PLAIN, row).split("\n", 2)[1] + ",/-",
        CsvTexts.line(CsvTexts.SPREADSHEET_SAFE, row));
  }

  @ParameterizedTest
  @ValueSource(strings = {"#", "# a", " a", "a ", " ", "=1+1", "-", "'", "\t", ";", "\\", "\u001b"})
  void textWithoutSpecialCharactersIsNotQuoted(String text) {
    assertEquals(text, quoted(OsString.of(text)), "the rule itself");
    assertEquals(
        List.of(text, text),
        CsvTexts.cells(CsvTexts.NO_HEADER, row(1).name(text).commandLine(text).build())
            .subList(NAME, COMMAND_LINE + 1));
  }

  @Test
  void headerNamesTheColumns() throws IOException {
    assertEquals(
        List.of(
            "timestamp",
            "pid",
            "name",
            "cmdline",
            "vms_kb",
            "rss_kb",
            "creation_time",
            "cpu_5s",
            "cpu_2m",
            "cpu_1h",
            "status",
            "mono_ns",
            "ppid",
            "uid",
            "threads",
            "cpu_ms",
            "cgroup",
            "read_bytes",
            "write_bytes",
            "missing"),
        readByCommonsCsv(written(List.of())).get(0));
  }

  private static void assertSameTexts(
      List<SnapshotRow> rows, List<List<String>> read, String seed) {
    assertEquals(rows.size() + 1, read.size(), seed);
    for (int i = 0; i < rows.size(); i++) {
      SnapshotRow row = rows.get(i);
      List<String> cells = read.get(i + 1);
      assertEquals(20, cells.size(), seed);
      assertEquals(
          List.of(
              Integer.toString(row.pid()),
              row.name().toString(),
              row.commandLine().orElseThrow().toString(),
              row.cgroup().orElseThrow().toString()),
          List.of(cells.get(1), cells.get(NAME), cells.get(COMMAND_LINE), cells.get(CGROUP)),
          seed);
    }
  }

  private static String quoted(OsString text) {
    String plain = text.toString();
    return plain.matches("(?s).*[,\"\r\n].*") ? '"' + plain.replace("\"", "\"\"") + '"' : plain;
  }

  private static String written(List<SnapshotRow> rows) {
    return new String(CsvTexts.write(CsvTexts.ALL_COLUMNS, rows), StandardCharsets.UTF_8);
  }

  private static String lineOf(SnapshotRow row) {
    String header = written(List.of());
    String all = written(List.of(row));
    return all.substring(header.length(), all.length() - 1);
  }

  private static List<List<String>> readByCommonsCsv(String text) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    CSVFormat rfc4180 = CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).get();
    try (CSVParser parser = rfc4180.parse(new StringReader(text))) {
      for (CSVRecord row : parser) {
        rows.add(row.toList());
      }
    }
    return rows;
  }

  private List<List<String>> readByPython(Path file) throws Exception {
    Path json = directory.resolve("rows.json");
    Process python =
        new ProcessBuilder("python3", "-c", PYTHON, file.toString())
            .redirectOutput(json.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertEquals(0, python.waitFor(), "python3 failed");
    return new Gson().fromJson(Files.readString(json), new TypeToken<List<List<String>>>() {});
  }
}
