package procsnap.core.verify;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import procsnap.core.catalog.TraceCatalog;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.TraceReader;
import procsnap.core.retry.RetryingReads;
import procsnap.core.time.StopSignal;
import procsnap.core.time.TimeSource;
import procsnap.core.trace.TraceFile;

/**
 * Verifies every trace in a directory or a store, wherever in it they are. Files are read some way
 * ahead, and checked in the order of their names.
 */
public final class TreeVerifier {

  private static final int CHECKS_AHEAD = 64;

  private final TraceReader reader;
  private final RetryingReads files;
  private final ReadAhead ahead;
  private final StopSignal stop;
  private final VerifyEvents events;
  private final Queue<TraceVerifier.Check> checks = new ArrayDeque<>();
  private TraceReport total = TraceReport.NOTHING;
  private long traces;

  /**
   * @param store store that holds the traces
   * @param reader reads their files
   * @param threads run the reads, and start them in the order in which they are given
   * @param stop ends the verification early
   */
  public TreeVerifier(
      ObjectStore store,
      TraceReader reader,
      Consumer<Runnable> threads,
      TimeSource time,
      StopSignal stop,
      VerifyEvents events) {
    this.reader = reader;
    this.files = new RetryingReads(store, time, stop);
    this.ahead = new ReadAhead(files, threads);
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
    for (var trace = catalog.next(); trace.isPresent(); trace = catalog.next()) {
      traces++;
      start(trace.get());
      if (stop.requested()) {
        return Optional.empty();
      }
    }
    while (!checks.isEmpty()) {
      runNext();
    }
    return stop.requested() ? Optional.empty() : Optional.of(total);
  }

  private void start(TraceCatalog.Trace trace) throws ObjectStoreException {
    TraceVerifier verifier = new TraceVerifier(trace.path(), ahead, reader, events);
    Optional<TraceFile> file = trace.nextFile();
    while (file.isPresent() && !stop.requested()) {
      add(verifier.start(file.get()));
      file = trace.nextFile();
    }
    add(() -> total = total.plus(verifier.finish()));
  }

  private void add(TraceVerifier.Check check) throws ObjectStoreException {
    checks.add(check);
    if (checks.size() > CHECKS_AHEAD) {
      runNext();
    }
  }

  private void runNext() throws ObjectStoreException {
    TraceVerifier.Check next = checks.remove();
    if (!stop.requested()) {
      next.run();
    }
  }

  /** Number of traces found. */
  public long traces() {
    return traces;
  }
}
