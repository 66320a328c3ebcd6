package procsnap.core.port;

import java.time.Instant;
import java.util.List;

/**
 * Published snapshots that are still kept on this machine. Used by one thread, while others publish
 * and upload.
 *
 * @param <S> a snapshot as its keeper knows it
 */
public interface RetainedSnapshots<S extends RetainedSnapshots.Snapshot> {

  /** A snapshot that is kept. */
  interface Snapshot {

    /** Wall-clock time at which it was published. */
    Instant publishedAt();

    /** Size of its files. */
    long bytes();
  }

  /**
   * Result of one look at everything that is kept.
   *
   * @param totalBytes size of all snapshots, those that may not be deleted included
   * @param oldest snapshots that may be deleted, oldest first
   */
  record Listing<S>(long totalBytes, List<S> oldest) {
    public Listing {
      oldest = List.copyOf(oldest);
    }
  }

  /**
   * Looks at everything that is kept: as expensive as it is large.
   *
   * @param limit largest number of snapshots to return
   * @param unsentToo whether a snapshot that no store has confirmed may be deleted
   * @throws StoreException if the snapshots cannot be listed
   */
  Listing<S> list(int limit, boolean unsentToo) throws StoreException;

  /**
   * Records durably that snapshots have expired, then deletes them. A snapshot is deleted as a
   * whole; a trace that has ended is deleted with its last snapshot. One that is gone already is
   * passed over, and after a crash the same call finishes the work.
   *
   * @throws StoreException if some cannot be deleted
   */
  void expire(List<S> snapshots) throws StoreException;
}
