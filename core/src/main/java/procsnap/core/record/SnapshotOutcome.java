package procsnap.core.record;

import procsnap.core.trace.MissedSnapshots.Reason;
import procsnap.core.trace.SnapshotFacts;
import procsnap.core.trace.StoredSnapshot;

/** What became of a snapshot: it is complete, or it never was. */
public sealed interface SnapshotOutcome {

  /** All rows are there, published with their manifest. */
  record Complete(SnapshotFacts facts, StoredSnapshot stored) implements SnapshotOutcome {}

  /** The stop came in between: the rows were dropped and nothing was published. */
  record Interrupted(int rowsDropped) implements SnapshotOutcome {}

  /** It could not be read or stored: nothing was published. */
  record Failed(Reason reason, Exception cause) implements SnapshotOutcome {}
}
