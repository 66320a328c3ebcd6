package procsnap.core.port;

import java.time.Instant;
import procsnap.core.trace.SnapshotFacts;
import procsnap.core.trace.SnapshotRow;
import procsnap.core.trace.StoredSnapshot;
import procsnap.core.trace.TraceDescription;
import procsnap.core.trace.TraceEnd;

/**
 * Store of a trace. A snapshot is drafted row by row and then published whole: a draft never has a
 * snapshot's name, and existing data is never overwritten.
 */
public interface SnapshotStore {

  /**
   * Creates a trace and writes its description. Called once, before any other method.
   *
   * @return location of the trace, for display
   * @throws StoreException if the trace cannot be created; nothing was written
   */
  String openTrace(TraceDescription description) throws StoreException;

  /**
   * Begins a snapshot.
   *
   * @param startedAt wall-clock time that all its rows carry
   * @throws StoreException if there is not enough free space
   */
  Draft draft(Instant startedAt) throws StoreException;

  /** Writes the end of the trace. Called once, after all other methods. */
  void closeTrace(TraceEnd end) throws StoreException;

  /** Snapshot that is not yet published. */
  interface Draft extends AutoCloseable {

    /**
     * Adds a row.
     *
     * @throws StoreException if the row cannot be written; the draft can then no longer be used
     */
    void add(SnapshotRow row) throws StoreException;

    /**
     * Publishes the snapshot with its manifest; it then survives a crash of the machine. Called at
     * most once.
     *
     * @throws StoreException if it cannot be published; nothing of it then exists
     */
    StoredSnapshot publish(SnapshotFacts facts) throws StoreException;

    /** Deletes the draft if it was not published; otherwise does nothing. */
    @Override
    void close();
  }
}
