package procsnap.adapters.format;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import procsnap.adapters.format.csv.CsvRowCursor;
import procsnap.adapters.format.manifest.ManifestReader;
import procsnap.core.archive.DamagedException;
import procsnap.core.archive.ExpiryRecord;
import procsnap.core.archive.FileSums;
import procsnap.core.archive.RecordedRow;
import procsnap.core.archive.SnapshotManifest;
import procsnap.core.archive.TraceManifest;
import procsnap.core.port.RowCursor;
import procsnap.core.port.TraceReader;
import procsnap.core.trace.TraceEnd;

/** Reads the files of a trace: manifests as JSON, snapshots as CSV. */
public final class TraceFiles implements TraceReader {

  @Override
  public TraceManifest trace(InputStream in) throws IOException, DamagedException {
    return ManifestReader.trace(in);
  }

  @Override
  public SnapshotManifest snapshot(InputStream in) throws IOException, DamagedException {
    return ManifestReader.snapshot(in);
  }

  @Override
  public TraceEnd end(InputStream in) throws IOException, DamagedException {
    return ManifestReader.end(in);
  }

  @Override
  public ExpiryRecord expiry(InputStream in) throws IOException, DamagedException {
    return ManifestReader.expiry(in);
  }

  @Override
  public RowCursor rows(InputStream in, String file, Optional<TraceManifest> trace)
      throws IOException, DamagedException {
    return new StoredRows(in, file.endsWith(".gz"), trace);
  }

  /** Cursor that hashes the stored bytes while their rows are read. */
  private static final class StoredRows implements RowCursor {

    private final DigestedStream stored;
    private final CsvRowCursor rows;
    private Optional<FileSums> sums = Optional.empty();

    StoredRows(InputStream in, boolean gzip, Optional<TraceManifest> trace)
        throws IOException, DamagedException {
      stored = new DigestedStream(in);
      try {
        rows = new CsvRowCursor(gzip ? new GZIPInputStream(stored) : stored, trace);
      } catch (IOException e) {
        stored.throwIfFailed();
        throw new DamagedException("it is not gzip: " + e.getMessage(), e);
      } catch (DamagedException e) {
        stored.throwIfFailed();
        throw e;
      }
    }

    @Override
    public Optional<RecordedRow> next() throws IOException, DamagedException {
      if (sums.isPresent()) {
        return Optional.empty();
      }
      try {
        Optional<RecordedRow> row = rows.next();
        if (row.isEmpty()) {
          stored.transferTo(OutputStream.nullOutputStream());
          sums = Optional.of(stored.digest.sums());
        }
        return row;
      } catch (DamagedException e) {
        stored.throwIfFailed();
        throw e;
      }
    }

    @Override
    public FileSums sums() {
      return sums.orElseThrow(() -> new IllegalStateException("not all rows have been read"));
    }
  }

  /** Stream that hashes the bytes read through it and remembers the error that broke it. */
  private static final class DigestedStream extends FilterInputStream {

    private final ContentDigest digest = new ContentDigest(OutputStream.nullOutputStream());
    private Optional<IOException> failure = Optional.empty();

    DigestedStream(InputStream in) {
      super(in);
    }

    /**
     * Throws the stream's own error if there was one: other errors are then its consequence, not
     * damage to the file.
     */
    void throwIfFailed() throws IOException {
      if (failure.isPresent()) {
        throw failure.get();
      }
    }

    /**
     * Leaves the stream open, so that bytes behind the text are hashed too; the caller closes it.
     */
    @Override
    public void close() {}

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        int count = super.read(buffer, offset, length);
        if (count > 0) {
          digest.write(buffer, offset, count);
        }
        return count;
      } catch (IOException e) {
        failure = Optional.of(e);
        throw e;
      }
    }
  }
}
