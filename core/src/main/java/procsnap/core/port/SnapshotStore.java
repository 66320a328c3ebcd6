package procsnap.core.port;

import java.time.Instant;
import procsnap.core.trace.SnapshotFacts;
import procsnap.core.trace.SnapshotRow;
import procsnap.core.trace.StoredSnapshot;
import procsnap.core.trace.TraceDescription;
import procsnap.core.trace.TraceEnd;

/**
 * Where a trace is kept. A snapshot is drafted, row by row, and then published whole: nobody sees a
 * draft under a snapshot's name, and nothing that is there already is ever overwritten.
 */
public interface SnapshotStore {

  /**
   * Opens a new trace and writes its description. Called once, first.
   *
   * @return where the trace is kept, for people to read
   * @throws StoreException when it cannot be kept here; nothing was written
   */
  String openTrace(TraceDescription description) throws StoreException;

  /**
   * Begins a snapshot.
   *
   * @param startedAt the one wall-clock time that all its rows carry
   * @throws StoreException when there is no room for it
   */
  Draft draft(Instant startedAt) throws StoreException;

  /** Writes how the trace ended. Called once, last. */
  void closeTrace(TraceEnd end) throws StoreException;

  /** A snapshot that does not exist yet. */
  interface Draft extends AutoCloseable {

    /**
     * Adds a row.
     *
     * @throws StoreException when it cannot be kept: the draft is then of no more use
     */
    void add(SnapshotRow row) throws StoreException;

    /**
     * Publishes the snapshot with its manifest: after this it is there to stay, a crash of the
     * machine included. Called at most once.
     *
     * @throws StoreException when it cannot be published: it then does not exist
     */
    StoredSnapshot publish(SnapshotFacts facts) throws StoreException;

    /** Leaves nothing behind of a draft that was not published; otherwise does nothing. */
    @Override
    void close();
  }
}
