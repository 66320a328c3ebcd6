package procsnap.core.archive;

import java.util.List;
import procsnap.core.port.TraceReader;
import procsnap.core.port.TraceReaderContract;
import procsnap.core.trace.SnapshotRow;
import procsnap.core.trace.TraceEnd;

/** The fake trace reader against the contract of trace readers. */
final class FakeTraceReaderTest extends TraceReaderContract {

  private final FakeTraceReader reader = new FakeTraceReader();

  @Override
  protected TraceReader reader() {
    return reader;
  }

  @Override
  protected byte[] written(TraceManifest trace) {
    return reader.write(trace);
  }

  @Override
  protected byte[] written(SnapshotManifest snapshot) {
    return reader.write(snapshot);
  }

  @Override
  protected byte[] written(TraceEnd end) {
    return reader.write(end);
  }

  @Override
  protected byte[] written(ExpiryRecord expiry) {
    return reader.write(expiry);
  }

  @Override
  protected byte[] written(TraceManifest trace, List<SnapshotRow> rows) {
    return reader.write(trace, START, rows);
  }
}
