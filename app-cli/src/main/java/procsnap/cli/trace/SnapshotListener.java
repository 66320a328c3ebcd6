package procsnap.cli.trace;

import procsnap.core.record.SnapshotOutcome;
import procsnap.core.record.TraceEvents;

/**
 * Tells only of snapshots: for those who have a trace already and are to hear of what another one
 * publishes.
 *
 * @param listener who is told
 */
record SnapshotListener(TraceEvents listener) implements TraceEvents {

  @Override
  public void snapshot(long number, SnapshotOutcome outcome) {
    listener.snapshot(number, outcome);
  }
}
