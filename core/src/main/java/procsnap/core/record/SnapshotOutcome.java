package procsnap.core.record;

import procsnap.core.trace.MissedSnapshots.Reason;
import procsnap.core.trace.SnapshotFacts;
import procsnap.core.trace.StoredSnapshot;

/** Outcome of a snapshot: it is complete, or nothing of it was published. */
public sealed interface SnapshotOutcome {

  /** All rows were published together with their manifest. */
  record Complete(SnapshotFacts facts, StoredSnapshot stored) implements SnapshotOutcome {}

  /** A stop was requested during the snapshot: its rows were dropped and nothing was published. */
  record Interrupted(int rowsDropped) implements SnapshotOutcome {}

  /** The snapshot could not be read or stored: nothing was published. */
  record Failed(Reason reason, Exception cause) implements SnapshotOutcome {}
}
