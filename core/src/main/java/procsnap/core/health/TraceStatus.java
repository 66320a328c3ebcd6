package procsnap.core.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import procsnap.core.upload.StoreState;

/**
 * What a running trace reports of itself. Monotonic times are on the clock that all processes of a
 * machine share, so that another process can compare them with its own.
 *
 * @param pid process that records
 * @param startedAt wall-clock time at which that process started
 * @param trace where the trace is stored
 * @param interval time from one snapshot to the next
 * @param nextSnapshotNanos monotonic time at which the next snapshot is due, in ns
 * @param snapshots number of snapshots recorded
 * @param missed number of snapshots missed
 * @param failure why the last snapshot failed, if it did
 * @param last last complete snapshot, if there is one
 * @param upload state of the upload, if there is one
 * @param cpuMillis CPU time used by procsnap itself, up to the last snapshot
 * @param residentBytes resident size of procsnap itself at the last snapshot
 */
public record TraceStatus(
    long pid,
    Instant startedAt,
    String trace,
    Duration interval,
    long nextSnapshotNanos,
    long snapshots,
    long missed,
    Optional<String> failure,
    Optional<LastSnapshot> last,
    Optional<UploadStatus> upload,
    long cpuMillis,
    long residentBytes) {

  /**
   * A complete snapshot.
   *
   * @param name name of its file
   * @param startedAt wall-clock time of its start
   * @param rows number of rows
   * @param bytes size of its file
   * @param scanTime duration of its scan
   */
  public record LastSnapshot(
      String name, Instant startedAt, long rows, long bytes, Duration scanTime) {}

  /**
   * State of an upload.
   *
   * @param store URI of the store
   * @param state state of the store
   * @param problem what is wrong, if something is
   * @param sinceNanos monotonic time since which the store is in that state, in ns
   * @param last last object that the store has confirmed, if there is one
   */
  public record UploadStatus(
      String store,
      StoreState state,
      Optional<String> problem,
      long sinceNanos,
      Optional<LastUpload> last) {}

  /**
   * An object that a store has confirmed.
   *
   * @param object name of the object
   * @param at wall-clock time of the confirmation
   */
  public record LastUpload(String object, Instant at) {}
}
