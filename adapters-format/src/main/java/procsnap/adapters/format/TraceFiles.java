package procsnap.adapters.format;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import procsnap.adapters.format.csv.CsvReader;
import procsnap.adapters.format.manifest.ManifestReader;
import procsnap.core.archive.DamagedException;
import procsnap.core.archive.ExpiryRecord;
import procsnap.core.archive.SnapshotManifest;
import procsnap.core.archive.TraceEndRecord;
import procsnap.core.archive.TraceManifest;
import procsnap.core.port.TraceReader;

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
  public TraceEndRecord end(InputStream in) throws IOException, DamagedException {
    return ManifestReader.end(in);
  }

  @Override
  public ExpiryRecord expiry(InputStream in) throws IOException, DamagedException {
    return ManifestReader.expiry(in);
  }

  @Override
  public Rows rows(InputStream in, String file, TraceManifest trace)
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
