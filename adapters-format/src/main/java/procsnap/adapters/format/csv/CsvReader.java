package procsnap.adapters.format.csv;

import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import procsnap.core.archive.DamagedException;
import procsnap.core.archive.TraceManifest;

/**
 * Reads a snapshot's CSV by commons-csv, a row at a time, and checks that it is one: the header, as
 * many cells in every row, the same timestamp in all, no pid twice, UTF-8 throughout.
 */
public final class CsvReader {

  /** Pids are smaller in every kernel. */
  private static final int PIDS = 1 << 22;

  /** A row with a command line of 6 MiB, every byte of it written in four. */
  private static final int LONGEST_ROW = 32 * 1024 * 1024;

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').setIgnoreEmptyLines(false).get();

  private final TraceManifest trace;
  private final BitSet pids = new BitSet();
  private String timestamp = "";
  private int cells;
  private long rows;

  private CsvReader(TraceManifest trace) {
    this.trace = trace;
  }

  /**
   * Reads a CSV to its end.
   *
   * @param in its text, not compressed
   * @param trace what the manifest says of the columns
   * @return how many rows it has, the header not counted
   * @throws DamagedException when it is none, also when that is because it could not be read
   */
  public static long rows(InputStream in, TraceManifest trace) throws DamagedException {
    CsvReader reader = new CsvReader(trace);
    try {
      reader.read(in);
      return reader.rows;
    } catch (UncheckedIOException e) {
      throw reader.damage(Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      throw reader.damage(e);
    }
  }

  private DamagedException damage(IOException e) {
    String what =
        e instanceof CharacterCodingException
            ? "it is not UTF-8"
            : "it is no CSV: " + e.getMessage();
    return new DamagedException("after row " + rows + " " + what, e);
  }

  private void read(InputStream in) throws IOException, DamagedException {
    Bounded text = new Bounded(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
    try (CSVParser parser = FORMAT.parse(text)) {
      Iterator<CSVRecord> records = parser.iterator();
      if (trace.header()) {
        header(records);
      } else {
        cells = trace.columns().size();
      }
      while (records.hasNext()) {
        text.nextRow();
        row(records.next());
      }
    }
  }

  private void header(Iterator<CSVRecord> records) throws DamagedException {
    List<String> names = new ArrayList<>();
    if (records.hasNext()) {
      records.next().forEach(names::add);
    }
    List<String> fixed = CsvColumns.of(Set.of()).stream().map(CsvColumns.Column::name).toList();
    boolean known =
        trace.columns().isEmpty()
            ? names.size() >= fixed.size() && names.subList(0, fixed.size()).equals(fixed)
            : names.equals(trace.columns());
    if (!known) {
      throw new DamagedException("its header is not the columns of the trace");
    }
    cells = names.size();
  }

  private void row(CSVRecord row) throws DamagedException {
    rows++;
    if (row.size() != cells) {
      throw new DamagedException("row " + rows + " has " + row.size() + " cells, not " + cells);
    }
    timestamp = rows == 1 ? row.get(0) : timestamp;
    if (!row.get(0).equals(timestamp)) {
      throw new DamagedException("row " + rows + " has another timestamp than the first");
    }
    int pid = pid(row.get(1));
    if (pids.get(pid)) {
      throw new DamagedException("pid " + pid + " is in it twice");
    }
    pids.set(pid);
  }

  private int pid(String text) throws DamagedException {
    try {
      int pid = Integer.parseInt(text);
      if (pid > 0 && pid <= PIDS) {
        return pid;
      }
    } catch (NumberFormatException e) {
      // It is told below.
    }
    throw new DamagedException("row " + rows + " has no pid");
  }

  /** Ends a text that would fill the memory with one row. */
  private static final class Bounded extends FilterReader {

    private long inThisRow;

    Bounded(Reader text) {
      super(text);
    }

    void nextRow() {
      inThisRow = 0;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      inThisRow += count;
      if (inThisRow > LONGEST_ROW) {
        throw new IOException("a row is longer than it can be");
      }
      return count;
    }
  }
}
