package procsnap.cli.trace;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import procsnap.adapters.storage.local.Retention;
import procsnap.adapters.storage.local.SnapshotPruner;
import procsnap.cli.log.Log;
import procsnap.cli.log.Printable;
import procsnap.core.port.ProcessTable;
import procsnap.core.port.ProcessTableException;
import procsnap.core.port.StoreException;
import procsnap.core.record.SnapshotOutcome;
import procsnap.core.record.TraceEvents;
import procsnap.core.trace.TraceDescription;

/**
 * Removes old snapshots at each new one. Age is told by the wall clock: when that was set while the
 * trace went on, nothing is too old any more until the next start, for nobody knows which of both
 * times was right.
 */
final class RetentionRun implements TraceEvents {

  /** Clocks are slewed by less. */
  private static final Duration STEP = Duration.ofMinutes(5);

  private final SnapshotPruner snapshots;
  private final Supplier<Retention> retention;
  private final ProcessTable table;
  private final Log log;
  private Optional<Instant> boot = Optional.empty();
  private boolean clockWasSet;
  private String failure = "";

  /**
   * @param retention how long they are kept; asked for at each snapshot
   * @param table knows whether the wall clock was set
   */
  RetentionRun(
      SnapshotPruner snapshots, Supplier<Retention> retention, ProcessTable table, Log log) {
    this.snapshots = snapshots;
    this.retention = retention;
    this.table = table;
    this.log = log;
  }

  @Override
  public void started(TraceDescription description, String place) {
    boot = Optional.of(description.clock().zeroInstant());
    remove();
  }

  @Override
  public void snapshot(long number, SnapshotOutcome outcome) {
    if (outcome instanceof SnapshotOutcome.Complete complete) {
      snapshots.added(complete.stored().bytes());
    }
    remove();
  }

  private void remove() {
    Retention limits = retention.get();
    try {
      if (limits.age().isPresent() && wasClockSet()) {
        limits = limits.ofAnyAge();
      }
      int removed = snapshots.remove(limits, Instant.now());
      if (removed > 0) {
        log.debug("removed {} old snapshots", removed);
      }
      failure = "";
    } catch (StoreException | ProcessTableException e) {
      String text = String.valueOf(e.getMessage());
      if (!text.equals(failure)) {
        log.warn("old snapshots stay: {}", Printable.of(text));
      }
      failure = text;
    }
  }

  private boolean wasClockSet() throws ProcessTableException {
    if (!clockWasSet && boot.isPresent()) {
      Duration moved = Duration.between(boot.get(), table.tickClock().zeroInstant()).abs();
      clockWasSet = moved.compareTo(STEP) > 0;
      if (clockWasSet) {
        log.warn("the wall clock was set: no snapshot is too old until the next start");
      }
    }
    return clockWasSet;
  }
}
