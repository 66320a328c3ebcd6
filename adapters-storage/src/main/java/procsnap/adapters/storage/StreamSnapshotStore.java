package procsnap.adapters.storage;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import procsnap.adapters.format.csv.CsvOptions;
import procsnap.adapters.format.csv.CsvWriter;
import procsnap.core.port.SnapshotStore;
import procsnap.core.port.StoreException;
import procsnap.core.trace.SnapshotFacts;
import procsnap.core.trace.SnapshotRow;
import procsnap.core.trace.StoredSnapshot;
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
    Counted counted = new Counted(out);
    try {
      return new StreamDraft(new CsvWriter(counted, csv, startedAt), counted);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  public void closeTrace(TraceEnd end) {}

  private static StoreException failure(IOException cause) {
    return new StoreException("cannot write to the stream: " + cause.getMessage(), cause);
  }

  private record StreamDraft(CsvWriter writer, Counted counted) implements Draft {

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
        writer.finish();
        return new StoredSnapshot(NAME, counted.bytes);
      } catch (IOException e) {
        throw failure(e);
      }
    }

    @Override
    public void close() {}
  }

  /** Counts the bytes that pass. */
  private static final class Counted extends FilterOutputStream {

    private long bytes;

    Counted(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      bytes++;
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
      out.write(buffer, offset, length);
      bytes += length;
    }
  }
}
