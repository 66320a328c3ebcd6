package procsnap.adapters.format.csv;

import java.time.ZoneId;
import java.util.Set;
import procsnap.core.archive.CsvLayout;
import procsnap.core.trace.ColumnGroup;

/**
 * How snapshots are written.
 *
 * @param columns groups of columns after the fixed eleven
 * @param header whether the first row names the columns
 * @param gzip whether the file is compressed
 * @param spreadsheetSafe whether text that a spreadsheet takes for a formula gets an apostrophe
 * @param zone zone of all times that are written
 */
public record CsvOptions(
    Set<ColumnGroup> columns, boolean header, boolean gzip, boolean spreadsheetSafe, ZoneId zone) {

  /** Layout of the files, for the trace's manifest. */
  public CsvLayout layout() {
    return new CsvLayout(header, gzip, spreadsheetSafe);
  }
}
