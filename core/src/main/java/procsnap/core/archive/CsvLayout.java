package procsnap.core.archive;

/**
 * Layout of a trace's CSV files.
 *
 * @param header whether the first row names the columns
 * @param gzip whether the files are compressed
 * @param spreadsheetSafe whether text that a spreadsheet would treat as a formula is prefixed with
 *     an apostrophe
 */
public record CsvLayout(boolean header, boolean gzip, boolean spreadsheetSafe) {

  /** Extension of a snapshot's file name. */
  public String extension() {
    return gzip ? ".csv.gz" : ".csv";
  }
}
