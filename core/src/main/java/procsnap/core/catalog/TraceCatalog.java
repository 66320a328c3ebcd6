package procsnap.core.catalog;

import java.util.Optional;
import procsnap.core.port.ObjectCursor;
import procsnap.core.port.ObjectStore.StoredObject;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.retry.RetryingReads;
import procsnap.core.trace.TraceFile;
import procsnap.core.trace.TraceNames;

/**
 * The traces in a directory or a store, wherever in it they are, one after the other in the order
 * of their names. Memory does not grow with the number of traces or files.
 */
public final class TraceCatalog {

  private final ObjectCursor objects;
  private Optional<TraceFile> ahead = Optional.empty();
  private Optional<Trace> current = Optional.empty();

  public TraceCatalog(RetryingReads store) {
    objects = store.list("", "");
  }

  /**
   * A trace of the catalog. Its files come in the order of their names: {@code end.json}, {@code
   * expired.json} and {@code manifest.json} first, then the CSV of each snapshot before its
   * manifest.
   */
  public final class Trace {

    private final TraceFile first;

    private Trace(TraceFile first) {
      this.first = first;
    }

    /**
     * Path of its directory, without a slash at the end; empty if that is where the store begins.
     */
    public String path() {
      return first.tracePath();
    }

    /** Next file of the trace; absent after the last. */
    public Optional<TraceFile> nextFile() throws ObjectStoreException {
      if (ahead.isEmpty() || !ahead.get().trace().equals(first.trace())) {
        return Optional.empty();
      }
      Optional<TraceFile> next = ahead;
      advance();
      return next;
    }
  }

  /**
   * Next trace; absent after the last. Files that were left of the trace before are passed over.
   */
  public Optional<Trace> next() throws ObjectStoreException {
    if (current.isEmpty()) {
      advance();
    } else {
      while (current.get().nextFile().isPresent()) {
        // Passed over.
      }
    }
    Optional<Trace> next = ahead.map(Trace::new);
    current = next.or(() -> current);
    return next;
  }

  /** Moves on to the next object that is a file of a trace. */
  private void advance() throws ObjectStoreException {
    Optional<StoredObject> object;
    do {
      object = objects.next();
      ahead = object.flatMap(found -> TraceNames.parse(found.name()));
    } while (object.isPresent() && ahead.isEmpty());
  }
}
