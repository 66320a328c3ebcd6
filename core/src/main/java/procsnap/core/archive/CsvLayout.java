package procsnap.core.archive;

/**
 * How the CSV files of a trace are written.
 *
 * @param header whether the first row names the columns
 * @param gzip whether the files are compressed
 * @param spreadsheetSafe whether text that a spreadsheet takes for a formula has an apostrophe
 *     before it
 */
public record CsvLayout(boolean header, boolean gzip, boolean spreadsheetSafe) {

  /** What the name of a snapshot's file ends in. */
  public String extension() {
    return gzip ? ".csv.gz" : ".csv";
  }
}
