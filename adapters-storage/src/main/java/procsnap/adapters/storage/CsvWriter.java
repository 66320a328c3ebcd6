package procsnap.adapters.storage;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;
import procsnap.core.snapshot.SnapshotRow;

/** Writes one snapshot as CSV to a stream, compressed or not, and tells what the bytes came to. */
final class CsvWriter {

  private static final int BUFFER = 64 * 1024;

  private final CsvSnapshotFormat format;
  private final String timestamp;
  private final ContentDigest digest;
  private final Writer out;

  CsvWriter(OutputStream stream, CsvOptions options, Instant startedAt) throws IOException {
    format = new CsvSnapshotFormat(options.columns(), options.zone());
    timestamp = format.timestamp(startedAt);
    digest = new ContentDigest(stream);
    OutputStream bytes = options.gzip() ? new GZIPOutputStream(digest, BUFFER) : digest;
    out = new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8), BUFFER);
    if (options.header()) {
      format.writeHeader(out);
    }
  }

  void write(SnapshotRow row) throws IOException {
    format.writeRow(timestamp, row, out);
  }

  /** Writes what is still buffered; the digest then holds all. The stream beneath stays open. */
  ContentDigest finish() throws IOException {
    out.close();
    return digest;
  }
}
