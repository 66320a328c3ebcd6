package procsnap.core.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import procsnap.core.port.ProcessTable;
import procsnap.core.port.ProcessTableException;
import procsnap.core.port.RetainedSnapshots;
import procsnap.core.port.StoreException;
import procsnap.core.record.SnapshotOutcome;
import procsnap.core.record.TraceEvents;
import procsnap.core.time.TimeSource;
import procsnap.core.trace.TraceDescription;

/**
 * Deletes expired snapshots at the start of a trace and at each new snapshot. Ages are measured on
 * the wall clock. When it was stepped during the trace, nothing is too old until the next start:
 * which of the two times was right is unknown.
 */
public final class Retention implements TraceEvents {

  /** Smallest change that is a step: clocks are slewed by less. */
  private static final Duration STEP = Duration.ofMinutes(5);

  private final SnapshotExpiry<?> expiry;
  private final Supplier<RetentionLimits> limits;
  private final ProcessTable table;
  private final TimeSource time;
  private final RetentionEvents events;
  private Optional<Instant> boot = Optional.empty();
  private boolean clockStepped;
  private String lastFailure = "";

  /**
   * @param limits asked for at each snapshot, for they may change during a trace
   * @param table says when the machine was booted, by the wall clock of now
   */
  public Retention(
      RetainedSnapshots<?> snapshots,
      Supplier<RetentionLimits> limits,
      ProcessTable table,
      TimeSource time,
      RetentionEvents events) {
    this.expiry = new SnapshotExpiry<>(snapshots);
    this.limits = limits;
    this.table = table;
    this.time = time;
    this.events = events;
  }

  @Override
  public void started(TraceDescription description, String place) {
    boot = Optional.of(description.clock().zeroInstant());
    expire();
  }

  @Override
  public void snapshot(long number, SnapshotOutcome outcome) {
    if (outcome instanceof SnapshotOutcome.Complete complete) {
      expiry.published(complete.stored().bytes());
    }
    expire();
  }

  private void expire() {
    try {
      int deleted = expiry.expire(effectiveLimits(), time.now());
      if (deleted > 0) {
        events.deleted(deleted);
      }
      lastFailure = "";
    } catch (StoreException | ProcessTableException e) {
      String failure = String.valueOf(e.getMessage());
      if (!failure.equals(lastFailure)) {
        events.failed(e);
      }
      lastFailure = failure;
    }
  }

  private RetentionLimits effectiveLimits() throws ProcessTableException {
    RetentionLimits asked = limits.get();
    return asked.age().isPresent() && isClockStepped() ? asked.withoutAge() : asked;
  }

  private boolean isClockStepped() throws ProcessTableException {
    if (!clockStepped && boot.isPresent()) {
      Duration moved = Duration.between(boot.get(), table.tickClock().zeroInstant()).abs();
      clockStepped = moved.compareTo(STEP) > 0;
      if (clockStepped) {
        events.clockStepped();
      }
    }
    return clockStepped;
  }
}
