package procsnap.cli.trace;

import procsnap.core.record.SnapshotOutcome;
import procsnap.core.record.TraceEvents;

/**
 * Passes on the snapshots of a trace and nothing else, to a listener that belongs to another trace.
 *
 * @param listener receives the snapshots
 */
record SnapshotListener(TraceEvents listener) implements TraceEvents {

  @Override
  public void snapshot(long number, SnapshotOutcome outcome) {
    listener.snapshot(number, outcome);
  }
}
