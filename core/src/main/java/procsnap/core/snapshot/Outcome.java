package procsnap.core.snapshot;

import procsnap.core.snapshot.MissedSnapshots.Reason;

/** What became of a snapshot: it is complete, or it never was. */
public sealed interface Outcome {

  /** All rows are there, published with their manifest. */
  record Complete(SnapshotFacts facts, StoredSnapshot stored) implements Outcome {}

  /** The stop came in between: the rows were dropped and nothing was published. */
  record Interrupted(int rowsDropped) implements Outcome {}

  /** It could not be read or stored: nothing was published. */
  record Failed(Reason reason, Exception cause) implements Outcome {}
}
