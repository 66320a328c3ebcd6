package procsnap.adapters.format.csv;

import java.time.ZoneId;
import java.util.Set;
import procsnap.core.archive.CsvLayout;
import procsnap.core.trace.ColumnGroup;

/**
 * Options for writing snapshots.
 *
 * @param columns column groups written after the fixed eleven columns
 * @param header whether the first row names the columns
 * @param gzip whether the file is compressed
 * @param spreadsheetSafe whether text that a spreadsheet would treat as a formula is prefixed with
 *     an apostrophe
 * @param zone time zone of all times written
 */
public record CsvOptions(
    Set<ColumnGroup> columns, boolean header, boolean gzip, boolean spreadsheetSafe, ZoneId zone) {

  /** Layout of the files, for the trace's manifest. */
  public CsvLayout layout() {
    return new CsvLayout(header, gzip, spreadsheetSafe);
  }
}
