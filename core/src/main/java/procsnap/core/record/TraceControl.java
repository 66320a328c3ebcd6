package procsnap.core.record;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import procsnap.core.port.SnapshotStore;
import procsnap.core.time.StopSignal;

/**
 * What people ask of a trace while it goes on: to pause, or to take a snapshot beyond its plan.
 * That one is a trace of its own: the plan of the first, and its numbers, stay what they are.
 */
public final class TraceControl {

  private final StopSignal wake;
  private final BooleanSupplier paused;
  private final Supplier<SnapshotStore> stores;
  private final TraceEvents events;
  private final AtomicBoolean snapshotAsked = new AtomicBoolean();

  /**
   * @param wake ends the wait of the trace
   * @param paused whether nothing is to be recorded for now; asked at every step
   * @param stores makes the store of each trace that a snapshot beyond the plan is
   * @param events is told of those traces
   */
  public TraceControl(
      StopSignal wake, BooleanSupplier paused, Supplier<SnapshotStore> stores, TraceEvents events) {
    this.wake = wake;
    this.paused = paused;
    this.stores = stores;
    this.events = events;
  }

  /** Asks for a snapshot now; from any thread. */
  public void askForSnapshot() {
    snapshotAsked.set(true);
    wake.wakeUp();
  }

  boolean isPaused() {
    return paused.getAsBoolean();
  }

  /** Whether a snapshot was asked for since the last time. */
  boolean takeRequest() {
    return snapshotAsked.getAndSet(false);
  }

  SnapshotStore newStore() {
    return stores.get();
  }

  TraceEvents events() {
    return events;
  }
}
