package procsnap.core.archive;

import java.util.List;
import procsnap.core.trace.MissedSnapshots;
import procsnap.core.trace.NumberRange;
import procsnap.core.trace.SnapshotFacts;

/**
 * Manifest of a snapshot, {@code process_{STAMP}.json}: its certificate of completeness.
 *
 * @param file name of its CSV
 * @param facts facts known to the recorder when the snapshot was complete
 * @param sums size and hashes of the CSV as stored
 */
public record SnapshotManifest(String file, SnapshotFacts facts, FileSums sums) {

  /** Number of the snapshot, counted from 0 through the trace. */
  public long number() {
    return facts.number();
  }

  /** Rows in the CSV, without the header. */
  public long rows() {
    return facts.tally().rows();
  }

  /** Numbers of the snapshots missed since the previous published one. */
  public List<NumberRange> missedBefore() {
    return facts.missedBefore().stream().map(MissedSnapshots::numbers).toList();
  }
}
