package procsnap.core.verify;

import java.util.Optional;
import procsnap.core.port.ObjectCursor;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.TraceReader;
import procsnap.core.retry.RetryingReads;
import procsnap.core.time.StopSignal;
import procsnap.core.time.TimeSource;
import procsnap.core.trace.TraceFile;
import procsnap.core.trace.TraceNames;

/**
 * Verifies every trace in a store, wherever in it they are: the objects come in the order of their
 * names, and so the files of a trace one after the other.
 */
public final class TreeVerifier {

  private final TraceReader reader;
  private final RetryingReads files;
  private final StopSignal stop;
  private final VerifyEvents events;
  private Optional<TraceVerifier> current = Optional.empty();
  private TraceReport total = TraceReport.NOTHING;
  private long traces;

  /**
   * @param store where the traces are
   * @param reader reads their files
   * @param stop ends the verification before its end
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
   * Verifies all that is there, once.
   *
   * @return what was found in all traces together; nothing when it was stopped
   * @throws ObjectStoreException when the store cannot be read
   */
  public Optional<TraceReport> verify() throws ObjectStoreException {
    ObjectCursor objects = files.list("", "");
    for (var next = objects.next(); next.isPresent(); next = objects.next()) {
      if (stop.requested()) {
        return Optional.empty();
      }
      add(next.get().name());
    }
    finishCurrent();
    return Optional.of(total);
  }

  /** How many traces were found. */
  public long traces() {
    return traces;
  }

  private void add(String object) throws ObjectStoreException {
    Optional<TraceFile> file = TraceNames.parse(object);
    if (file.isPresent()) {
      verifierOf(file.get()).add(file.get());
    }
  }

  private TraceVerifier verifierOf(TraceFile file) {
    if (current.isPresent() && current.get().isOf(file)) {
      return current.get();
    }
    finishCurrent();
    TraceVerifier next = new TraceVerifier(file, files, reader, events);
    current = Optional.of(next);
    traces++;
    return next;
  }

  private void finishCurrent() {
    current.ifPresent(verifier -> total = total.plus(verifier.finish()));
    current = Optional.empty();
  }
}
