package procsnap.cli.trace;

import procsnap.core.snapshot.Outcome;
import procsnap.core.trace.TraceEvents;

/**
 * Tells only of snapshots: for those who have a trace already and are to hear of what another one
 * publishes.
 *
 * @param listener who is told
 */
record Publications(TraceEvents listener) implements TraceEvents {

  @Override
  public void snapshot(long number, Outcome outcome) {
    listener.snapshot(number, outcome);
  }
}
