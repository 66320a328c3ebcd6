package procsnap.adapters.storage;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import procsnap.adapters.storage.csv.CsvReader;
import procsnap.adapters.storage.file.ContentDigest;
import procsnap.adapters.storage.local.LocalSnapshotStore;
import procsnap.adapters.storage.manifest.ManifestReader;
import procsnap.core.port.TraceReader;
import procsnap.core.recorded.DamagedException;
import procsnap.core.recorded.RecordedEnd;
import procsnap.core.recorded.RecordedExpiry;
import procsnap.core.recorded.RecordedSnapshot;
import procsnap.core.recorded.RecordedTrace;

/** Reads the files of a trace as {@link LocalSnapshotStore} writes them. */
public final class RecordedFiles implements TraceReader {

  @Override
  public RecordedTrace trace(InputStream in) throws IOException, DamagedException {
    return ManifestReader.trace(in);
  }

  @Override
  public RecordedSnapshot snapshot(InputStream in) throws IOException, DamagedException {
    return ManifestReader.snapshot(in);
  }

  @Override
  public RecordedEnd end(InputStream in) throws IOException, DamagedException {
    return ManifestReader.end(in);
  }

  @Override
  public RecordedExpiry expiry(InputStream in) throws IOException, DamagedException {
    return ManifestReader.expiry(in);
  }

  @Override
  public Rows rows(InputStream in, String file, RecordedTrace trace)
      throws IOException, DamagedException {
    Digested digested = new Digested(in);
    try {
      InputStream text = file.endsWith(".gz") ? new GZIPInputStream(digested) : digested;
      long rows = CsvReader.rows(text, trace);
      digested.transferTo(OutputStream.nullOutputStream());
      return new Rows(rows, digested.digest.sums());
    } catch (IOException e) {
      digested.throwIfBroken();
      throw new DamagedException("it is no gzip: " + e.getMessage(), e);
    } catch (DamagedException e) {
      digested.throwIfBroken();
      throw e;
    }
  }

  /** Hashes the bytes that are read through it, and remembers when they could not be read. */
  private static final class Digested extends FilterInputStream {

    private final ContentDigest digest = new ContentDigest(OutputStream.nullOutputStream());
    private Optional<IOException> broken = Optional.empty();

    Digested(InputStream in) {
      super(in);
    }

    /** What comes of it, however strange, is then not the fault of the file. */
    void throwIfBroken() throws IOException {
      if (broken.isPresent()) {
        throw broken.get();
      }
    }

    /** It is closed by whoever opened it: what the text left unread is hashed too. */
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
        broken = Optional.of(e);
        throw e;
      }
    }
  }
}
