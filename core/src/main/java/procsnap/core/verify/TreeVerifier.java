package procsnap.core.verify;

import java.util.Optional;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.TraceReader;
import procsnap.core.time.StopSignal;
import procsnap.core.time.TimeSource;
import procsnap.core.trace.TraceNames;

/**
 * Verifies every trace in a store, wherever in it they are: the objects come in the order of their
 * names, and so the files of a trace one after the other.
 */
public final class TreeVerifier {

  /** Ends a listing from within. */
  private static final class Ended extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Optional<ObjectStoreException> problem;

    Ended(Optional<ObjectStoreException> problem) {
      super(null, null, false, false);
      this.problem = problem;
    }
  }

  private final ObjectStore store;
  private final TraceReader reader;
  private final ObjectFiles files;
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
    this.store = store;
    this.reader = reader;
    this.files = new ObjectFiles(store, time, stop);
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
    try {
      store.list("", object -> add(object.name()));
    } catch (Ended e) {
      if (e.problem.isPresent()) {
        throw e.problem.get();
      }
      return Optional.empty();
    }
    finishCurrent();
    return Optional.of(total);
  }

  /** How many traces were found. */
  public long traces() {
    return traces;
  }

  private void add(String object) {
    if (stop.requested()) {
      throw new Ended(Optional.empty());
    }
    Optional<String> trace = TraceNames.traceOf(object);
    if (trace.isEmpty()) {
      return;
    }
    TraceVerifier verifier = verifierOf(trace.get());
    try {
      verifier.add(object);
    } catch (ObjectStoreException e) {
      throw new Ended(Optional.of(e));
    }
  }

  private TraceVerifier verifierOf(String trace) {
    if (current.isPresent() && current.get().isOf(trace)) {
      return current.get();
    }
    finishCurrent();
    TraceVerifier next = new TraceVerifier(trace, files, reader, events);
    current = Optional.of(next);
    traces++;
    return next;
  }

  private void finishCurrent() {
    current.ifPresent(verifier -> total = total.plus(verifier.finish()));
    current = Optional.empty();
  }
}
