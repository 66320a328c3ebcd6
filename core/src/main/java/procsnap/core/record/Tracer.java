package procsnap.core.record;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import procsnap.core.cpu.CpuHistory;
import procsnap.core.port.ProcessTable;
import procsnap.core.port.ProcessTableException;
import procsnap.core.port.SnapshotStore;
import procsnap.core.port.StoreException;
import procsnap.core.schedule.Step;
import procsnap.core.schedule.TraceSchedule;
import procsnap.core.time.StopSignal;
import procsnap.core.time.TimeSource;
import procsnap.core.trace.MissedSnapshots;
import procsnap.core.trace.MissedSnapshots.Reason;
import procsnap.core.trace.TraceDescription;
import procsnap.core.trace.TraceEnd;
import procsnap.core.trace.TracePlan;

/**
 * Loop of a trace: waits for the next step of the schedule, takes a sample or a snapshot, and
 * discards readings that no later snapshot needs, until the plan is complete or a stop is
 * requested. A snapshot that fails is counted and reported, and the trace continues.
 */
public final class Tracer {

  private final ProcessTable table;
  private final SnapshotStore store;
  private final TimeSource time;
  private final StopSignal stop;
  private final TraceEvents events;
  private final Optional<TraceControl> control;
  private final CpuHistory history;

  private final List<MissedSnapshots> missedSinceLast = new ArrayList<>();
  private long missed;
  private long snapshots;
  private long rows;
  private long bytes;
  private int interrupted;

  /** Creates a tracer that cannot be controlled while it runs. */
  public Tracer(
      ProcessTable table,
      SnapshotStore store,
      TimeSource time,
      StopSignal stop,
      TraceEvents events) {
    this(table, store, time, stop, events, Optional.empty(), new CpuHistory());
  }

  /** Creates a tracer that can be paused and asked for unplanned snapshots. */
  public Tracer(
      ProcessTable table,
      SnapshotStore store,
      TimeSource time,
      StopSignal stop,
      TraceEvents events,
      TraceControl control) {
    this(table, store, time, stop, events, Optional.of(control), new CpuHistory());
  }

  private Tracer(
      ProcessTable table,
      SnapshotStore store,
      TimeSource time,
      StopSignal stop,
      TraceEvents events,
      Optional<TraceControl> control,
      CpuHistory history) {
    this.table = table;
    this.store = store;
    this.time = time;
    this.stop = stop;
    this.events = events;
    this.control = control;
    this.history = history;
  }

  /**
   * Records one trace and returns when it has ended. May be called once.
   *
   * @param settings effective settings, for the manifest
   * @throws ProcessTableException if the process table cannot be read at all
   * @throws StoreException if the trace cannot be stored at all
   */
  public TraceEnd run(TracePlan plan, Map<String, String> settings)
      throws ProcessTableException, StoreException {
    TraceDescription description =
        new TraceDescription(
            time.now(),
            time.nanos(),
            table.tickClock(),
            table.host(),
            table.visibility(),
            plan,
            settings);
    events.started(description, store.openTrace(description));
    SnapshotTaker taker =
        new SnapshotTaker(
            table, store, time, stop, plan.columns(), plan.commandLines(), description.clock());
    TraceSchedule schedule =
        new TraceSchedule(
            time.nanos(), plan.lead().toNanos(), plan.interval().toNanos(), plan.snapshots());
    TraceEnd.Reason reason = follow(schedule, taker, description);
    return end(reason, time.now());
  }

  private TraceEnd.Reason follow(
      TraceSchedule schedule, SnapshotTaker taker, TraceDescription description) {
    long lastSnapshot = TraceSchedule.NONE;
    long lastReading = schedule.startNanos() - 1;
    while (!stop.requested()) {
      if (control.map(TraceControl::takeRequest).orElse(false)) {
        takeUnplanned(description);
      }
      long now = time.nanos();
      Step step = schedule.next(lastSnapshot, lastReading, now);
      if (step instanceof Step.Sample sample) {
        if (isDue(sample.dueNanos(), now)) {
          sample();
          lastReading = now;
          forget(schedule, lastSnapshot);
        }
      } else if (step instanceof Step.TakeSnapshot snapshot) {
        if (isDue(snapshot.dueNanos(), now)) {
          if (snapshot.skipped() > 0) {
            skip(new MissedSnapshots(lastSnapshot + 1, snapshot.number() - 1, Reason.LATE));
          }
          take(snapshot.number(), taker);
          lastSnapshot = snapshot.number();
          lastReading = now;
          forget(schedule, lastSnapshot);
        }
      } else {
        return TraceEnd.Reason.FINISHED;
      }
    }
    return TraceEnd.Reason.STOPPED;
  }

  /**
   * Whether a step is due; waits for it if it is not. After the wait the schedule is consulted
   * again, because the machine may have been suspended for much longer.
   */
  private boolean isDue(long dueNanos, long nowNanos) {
    if (dueNanos <= nowNanos) {
      return true;
    }
    time.waitUntil(dueNanos, stop);
    return false;
  }

  /** Takes an unplanned snapshot, as a trace of its own. */
  private void takeUnplanned(TraceDescription description) {
    TraceControl requested = control.orElseThrow();
    TracePlan plan = description.plan();
    TracePlan once =
        new TracePlan(Duration.ZERO, plan.interval(), 1, plan.columns(), plan.commandLines());
    Tracer tracer =
        new Tracer(
            table, requested.newStore(), time, stop, requested.events(), Optional.empty(), history);
    try {
      tracer.run(once, description.settings());
    } catch (ProcessTableException | StoreException e) {
      requested.events().startFailed(e);
    }
  }

  private boolean isPaused() {
    return control.map(TraceControl::isPaused).orElse(false);
  }

  private void sample() {
    if (isPaused()) {
      return;
    }
    try {
      history.add(table.sampleCpu());
    } catch (ProcessTableException e) {
      events.sampleFailed(e);
    }
  }

  private void skip(MissedSnapshots skipped) {
    miss(skipped);
    events.skipped(skipped);
  }

  private void take(long number, SnapshotTaker taker) {
    if (isPaused()) {
      skip(new MissedSnapshots(number, number, Reason.PAUSED));
      return;
    }
    SnapshotOutcome outcome = taker.take(number, history, List.copyOf(missedSinceLast));
    if (outcome instanceof SnapshotOutcome.Complete complete) {
      missedSinceLast.clear();
      snapshots++;
      rows += complete.facts().tally().rows();
      bytes += complete.stored().bytes();
    } else if (outcome instanceof SnapshotOutcome.Failed failed) {
      miss(new MissedSnapshots(number, number, failed.reason()));
    } else {
      interrupted++;
    }
    events.snapshot(number, outcome);
  }

  private void miss(MissedSnapshots now) {
    missed += now.count();
    int last = missedSinceLast.size() - 1;
    if (last >= 0 && missedSinceLast.get(last).continuedBy(now)) {
      missedSinceLast.set(
          last, new MissedSnapshots(missedSinceLast.get(last).first(), now.last(), now.reason()));
    } else {
      missedSinceLast.add(now);
    }
  }

  /**
   * Discards readings that no later snapshot needs. After the last snapshot all are kept: the
   * history is shared with the trace that requested this one.
   */
  private void forget(TraceSchedule schedule, long lastSnapshot) {
    if (lastSnapshot + 1 < schedule.count()) {
      history.keep(schedule.needed(history.takenNanos(), lastSnapshot + 1, time.nanos()));
    }
  }

  private TraceEnd end(TraceEnd.Reason reason, Instant endedAt) {
    TraceEnd end =
        new TraceEnd(
            reason,
            endedAt,
            snapshots,
            rows,
            bytes,
            interrupted,
            missed,
            List.copyOf(missedSinceLast));
    try {
      store.closeTrace(end);
    } catch (StoreException e) {
      events.endNotWritten(e);
    }
    events.ended(end);
    return end;
  }
}
