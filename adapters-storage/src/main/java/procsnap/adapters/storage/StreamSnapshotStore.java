package procsnap.adapters.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import procsnap.core.port.SnapshotStore;
import procsnap.core.port.StoreException;
import procsnap.core.snapshot.SnapshotFacts;
import procsnap.core.snapshot.SnapshotRow;
import procsnap.core.snapshot.StoredSnapshot;
import procsnap.core.trace.TraceDescription;
import procsnap.core.trace.TraceEnd;

/**
 * Writes snapshots as CSV to a stream, row by row, without any manifest. What has gone out cannot
 * be taken back: whoever reads it learns from the exit code whether it was whole.
 */
public final class StreamSnapshotStore implements SnapshotStore {

  private static final String NAME = "-";

  private final OutputStream out;
  private final CsvOptions csv;

  public StreamSnapshotStore(OutputStream out, CsvOptions csv) {
    this.out = out;
    this.csv = csv;
  }

  @Override
  public String openTrace(TraceDescription description) {
    return NAME;
  }

  @Override
  public Draft draft(Instant startedAt) throws StoreException {
    try {
      return new StreamDraft(new CsvWriter(out, csv, startedAt));
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  public void closeTrace(TraceEnd end) {}

  private static StoreException failure(IOException cause) {
    return new StoreException("cannot write to the stream: " + cause.getMessage(), cause);
  }

  private record StreamDraft(CsvWriter writer) implements Draft {

    @Override
    public void add(SnapshotRow row) throws StoreException {
      try {
        writer.write(row);
      } catch (IOException e) {
        throw failure(e);
      }
    }

    @Override
    public StoredSnapshot publish(SnapshotFacts facts) throws StoreException {
      try {
        ContentDigest digest = writer.finish();
        return new StoredSnapshot(NAME, digest.bytes(), digest.sha256(), digest.crc32c());
      } catch (IOException e) {
        throw failure(e);
      }
    }

    @Override
    public void close() {}
  }
}
