package procsnap.core.verify;

import java.util.Optional;
import procsnap.core.catalog.TraceCatalog;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.TraceReader;
import procsnap.core.retry.RetryingReads;
import procsnap.core.time.StopSignal;
import procsnap.core.time.TimeSource;
import procsnap.core.trace.TraceFile;

/** Verifies every trace in a directory or a store, wherever in it they are. */
public final class TreeVerifier {

  private final TraceReader reader;
  private final RetryingReads files;
  private final StopSignal stop;
  private final VerifyEvents events;
  private long traces;

  /**
   * @param store store that holds the traces
   * @param reader reads their files
   * @param stop ends the verification early
   */
  public TreeVerifier(
      ObjectStore store,
      TraceReader reader,
      TimeSource time,
      StopSignal stop,
      VerifyEvents events) {
    this.reader = reader;
    this.files = new RetryingReads(store, time, stop);
    this.stop = stop;
    this.events = events;
  }

  /**
   * Verifies all traces, once.
   *
   * @return findings about all traces together; nothing if it was stopped
   * @throws ObjectStoreException if the store cannot be read
   */
  public Optional<TraceReport> verify() throws ObjectStoreException {
    TraceCatalog catalog = new TraceCatalog(files);
    TraceReport total = TraceReport.NOTHING;
    for (var trace = catalog.next(); trace.isPresent(); trace = catalog.next()) {
      traces++;
      Optional<TraceReport> report = verify(trace.get());
      if (report.isEmpty()) {
        return report;
      }
      total = total.plus(report.get());
    }
    return Optional.of(total);
  }

  private Optional<TraceReport> verify(TraceCatalog.Trace trace) throws ObjectStoreException {
    TraceVerifier verifier = new TraceVerifier(trace.path(), files, reader, events);
    Optional<TraceFile> file = trace.nextFile();
    while (file.isPresent() && !stop.requested()) {
      verifier.add(file.get());
      file = trace.nextFile();
    }
    return stop.requested() ? Optional.empty() : Optional.of(verifier.finish());
  }

  /** Number of traces found. */
  public long traces() {
    return traces;
  }
}
