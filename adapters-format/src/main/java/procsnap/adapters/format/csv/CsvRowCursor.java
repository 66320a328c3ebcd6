package procsnap.adapters.format.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import procsnap.core.archive.DamagedException;
import procsnap.core.archive.RecordedRow;
import procsnap.core.archive.TraceManifest;
import procsnap.core.archive.TraceManifest.NamedColumn;
import procsnap.core.trace.Column;

/**
 * Reads a snapshot's CSV with commons-csv, one row at a time, and validates it: the header, the
 * same number of cells in every row, valid cells, one timestamp, no duplicate pid, UTF-8
 * throughout.
 */
public final class CsvRowCursor {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').setIgnoreEmptyLines(false).get();

  private final BoundedRowReader text;
  private final Iterator<CSVRecord> records;
  private final CsvRowParser parser;
  private final int cells;
  private final BitSet pids = new BitSet();
  private String timestamp = "";
  private long rows;

  /**
   * Opens a CSV and reads its header.
   *
   * @param in uncompressed text of the CSV
   * @param trace manifest of its trace; without one the columns are taken from the header row
   * @throws DamagedException if the header does not match, or the stream failed
   */
  public CsvRowCursor(InputStream in, Optional<TraceManifest> trace) throws DamagedException {
    text = new BoundedRowReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
    List<String> columns;
    try {
      records = CSVParser.builder().setReader(text).setFormat(FORMAT).get().iterator();
      columns = columns(trace);
    } catch (UncheckedIOException e) {
      throw damage(Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      throw damage(e);
    } finally {
      text.releaseRow();
    }
    cells = columns.size();
    parser =
        new CsvRowParser(
            columns, trace.map(manifest -> manifest.csv().spreadsheetSafe()).orElse(false));
  }

  private List<String> columns(Optional<TraceManifest> trace) throws DamagedException {
    List<String> described =
        trace.map(t -> t.columns().stream().map(NamedColumn::name).toList()).orElse(List.of());
    if (trace.isPresent() && !trace.get().csv().header()) {
      return described;
    }
    List<String> header = new ArrayList<>();
    if (records.hasNext()) {
      records.next().forEach(header::add);
    }
    List<String> fixed = Column.of(Set.of()).stream().map(Column::label).toList();
    boolean matches =
        trace.isPresent()
            ? header.equals(described)
            : header.size() >= fixed.size() && header.subList(0, fixed.size()).equals(fixed);
    if (!matches) {
      throw new DamagedException("its header does not match the columns of the trace");
    }
    return header;
  }

  /**
   * Next row; absent after the last.
   *
   * @throws DamagedException if the row is malformed, or the stream failed
   */
  public Optional<RecordedRow> next() throws DamagedException {
    try {
      if (!records.hasNext()) {
        return Optional.empty();
      }
      return Optional.of(row(records.next()));
    } catch (UncheckedIOException e) {
      throw damage(Objects.requireNonNull(e.getCause()));
    } finally {
      text.releaseRow();
    }
  }

  private RecordedRow row(CSVRecord row) throws DamagedException {
    rows++;
    if (row.size() != cells) {
      throw new DamagedException("row " + rows + " has " + row.size() + " cells, not " + cells);
    }
    timestamp = rows == 1 ? row.get(0) : timestamp;
    if (!row.get(0).equals(timestamp)) {
      throw new DamagedException("row " + rows + " has a different timestamp from row 1");
    }
    RecordedRow recorded = parsed(row);
    if (pids.get(recorded.pid())) {
      throw new DamagedException("pid " + recorded.pid() + " occurs twice");
    }
    pids.set(recorded.pid());
    return recorded;
  }

  private RecordedRow parsed(CSVRecord row) throws DamagedException {
    try {
      return parser.parse(row);
    } catch (DamagedException e) {
      throw new DamagedException("row " + rows + ": " + e.getMessage(), e);
    }
  }

  private DamagedException damage(IOException e) {
    String what =
        e instanceof CharacterCodingException
            ? "it is not UTF-8"
            : "it is not CSV: " + e.getMessage();
    return new DamagedException("after row " + rows + " " + what, e);
  }
}
