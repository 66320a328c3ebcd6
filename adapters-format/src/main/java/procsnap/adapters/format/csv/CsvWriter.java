package procsnap.adapters.format.csv;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import procsnap.core.trace.SnapshotRow;

/** Writes one snapshot as CSV to a stream, compressed or not; the stream stays open. */
public final class CsvWriter {

  private static final int BUFFER = 64 * 1024;

  private final CsvSnapshotFormat format;
  private final Instant startedAt;
  private final Optional<GZIPOutputStream> gzip;
  private final CsvOutput out;

  /**
   * @param startedAt start of the snapshot, the timestamp of all its rows
   */
  public CsvWriter(OutputStream stream, CsvOptions options, Instant startedAt) throws IOException {
    this.startedAt = startedAt;
    format = new CsvSnapshotFormat(options.columns(), options.spreadsheetSafe(), options.zone());
    gzip = options.gzip() ? Optional.of(new GZIPOutputStream(stream, BUFFER)) : Optional.empty();
    out = new CsvOutput(gzip.isPresent() ? gzip.get() : stream);
    if (options.header()) {
      format.writeHeader(out);
    }
  }

  public void write(SnapshotRow row) throws IOException {
    format.writeRow(startedAt, row, out);
  }

  /** Writes all buffered data. */
  public void finish() throws IOException {
    out.flush();
    if (gzip.isPresent()) {
      gzip.get().finish();
    }
  }
}
