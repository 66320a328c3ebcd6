package procsnap.core.record;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import procsnap.core.port.SnapshotStore;
import procsnap.core.time.StopSignal;

/**
 * Controls of a running trace: pausing it and requesting an unplanned snapshot. An unplanned
 * snapshot is recorded as a trace of its own, so that the plan and the snapshot numbers of the
 * running trace do not change.
 */
public final class TraceControl {

  private final StopSignal wake;
  private final BooleanSupplier paused;
  private final Supplier<SnapshotStore> stores;
  private final TraceEvents events;
  private final AtomicBoolean snapshotRequested = new AtomicBoolean();

  /**
   * @param wake signal that ends the trace's wait
   * @param paused whether recording is paused; checked at every step
   * @param stores supplies a new store for the trace of each unplanned snapshot
   * @param events receives the events of those traces
   */
  public TraceControl(
      StopSignal wake, BooleanSupplier paused, Supplier<SnapshotStore> stores, TraceEvents events) {
    this.wake = wake;
    this.paused = paused;
    this.stores = stores;
    this.events = events;
  }

  /** Requests a snapshot now; may be called from any thread. */
  public void requestSnapshot() {
    snapshotRequested.set(true);
    wake.wakeUp();
  }

  boolean isPaused() {
    return paused.getAsBoolean();
  }

  /** Whether a snapshot was requested since the last call; clears the request. */
  boolean takeRequest() {
    return snapshotRequested.getAndSet(false);
  }

  SnapshotStore newStore() {
    return stores.get();
  }

  TraceEvents events() {
    return events;
  }
}
