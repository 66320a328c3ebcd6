package procsnap.adapters.format.csv;

import java.time.ZoneId;
import java.util.Set;
import procsnap.core.trace.ColumnGroup;

/**
 * How snapshots are written.
 *
 * @param columns groups of columns beyond the first eleven
 * @param header whether the first row names the columns
 * @param gzip whether the file is compressed
 * @param spreadsheetSafe whether text that a spreadsheet takes for a formula gets an apostrophe
 * @param zone zone of all times that are printed
 */
public record CsvOptions(
    Set<ColumnGroup> columns, boolean header, boolean gzip, boolean spreadsheetSafe, ZoneId zone) {

  /** What the name of a snapshot's file ends in. */
  public String extension() {
    return gzip ? ".csv.gz" : ".csv";
  }
}
