package procsnap.adapters.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.commons.io.output.DeferredFileOutputStream;
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
 * Writes each complete snapshot to a stream as CSV, without a manifest; an incomplete one writes
 * nothing. A draft is buffered in memory up to 4 MiB, and beyond that in a temporary file.
 */
public final class StreamSnapshotStore implements SnapshotStore {

  private static final String NAME = "-";
  private static final int MAX_BYTES_IN_MEMORY = 4 * 1024 * 1024;

  private final OutputStream out;
  private final CsvOptions csv;

  /**
   * @param out output stream, which this store never closes
   */
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
      DeferredFileOutputStream spool =
          DeferredFileOutputStream.builder()
              .setThreshold(MAX_BYTES_IN_MEMORY)
              .setPrefix("procsnap-")
              .setSuffix(".csv")
              .get();
      return new StreamDraft(new CsvWriter(spool, csv, startedAt), spool);
    } catch (IOException e) {
      throw failure("cannot buffer a snapshot", e);
    }
  }

  @Override
  public void closeTrace(TraceEnd end) {}

  private static StoreException failure(String what, IOException cause) {
    return new StoreException(what + ": " + cause.getMessage(), cause);
  }

  private final class StreamDraft implements Draft {

    private final CsvWriter writer;
    private final DeferredFileOutputStream spool;

    StreamDraft(CsvWriter writer, DeferredFileOutputStream spool) {
      this.writer = writer;
      this.spool = spool;
    }

    @Override
    public void add(SnapshotRow row) throws StoreException {
      try {
        writer.write(row);
      } catch (IOException e) {
        throw failure("cannot buffer a snapshot", e);
      }
    }

    @Override
    public StoredSnapshot publish(SnapshotFacts facts) throws StoreException {
      try {
        writer.finish();
        spool.close();
      } catch (IOException e) {
        throw failure("cannot buffer a snapshot", e);
      }
      try {
        spool.writeTo(out);
        out.flush();
        return new StoredSnapshot(NAME, spool.getByteCount());
      } catch (IOException e) {
        throw failure("cannot write to the stream", e);
      }
    }

    @Override
    public void close() {
      try {
        spool.close();
        Path file = spool.getPath();
        if (file != null) {
          Files.deleteIfExists(file);
        }
      } catch (IOException e) {
        // The temporary file remains, readable only by its owner.
      }
    }
  }
}
