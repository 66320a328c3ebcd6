package procsnap.core.record;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import procsnap.core.cpu.CpuAccount;
import procsnap.core.cpu.CpuHistory;
import procsnap.core.cpu.CpuReadings;
import procsnap.core.cpu.CpuWindows;
import procsnap.core.port.ProcessTable;
import procsnap.core.port.ProcessTable.ScanCount;
import procsnap.core.port.ProcessTableException;
import procsnap.core.port.SnapshotStore;
import procsnap.core.port.SnapshotStore.Draft;
import procsnap.core.port.StoreException;
import procsnap.core.privacy.CommandLinePolicy;
import procsnap.core.process.ProcessDetail;
import procsnap.core.process.ProcessReading;
import procsnap.core.process.TickClock;
import procsnap.core.time.StopSignal;
import procsnap.core.time.TimeSource;
import procsnap.core.trace.Column;
import procsnap.core.trace.ColumnGroup;
import procsnap.core.trace.MissedSnapshots;
import procsnap.core.trace.MissedSnapshots.Reason;
import procsnap.core.trace.RecorderCost;
import procsnap.core.trace.SnapshotFacts;
import procsnap.core.trace.StoredSnapshot;

/**
 * Takes snapshots and enforces the rules that make each one complete: the stop signal is checked
 * before every process and once more before the flush, and a snapshot that is interrupted or fails
 * leaves nothing behind. The scan of a failed snapshot still serves as a reading for the CPU
 * windows.
 */
public final class SnapshotTaker {

  private final ProcessTable table;
  private final SnapshotStore store;
  private final TimeSource time;
  private final StopSignal stop;
  private final CommandLinePolicy policy;
  private final Set<ProcessDetail> details;
  private final TickClock creationClock;
  private final OptionalInt ownPid;
  private Optional<CpuReadings> lastReadings = Optional.empty();
  private long lastOwnCpuNanos;

  /**
   * @param columns column groups beyond the fixed eleven columns
   * @param policy privacy policy for command lines
   * @param creationClock clock of the process table at the start of the trace, used for all
   *     creation times
   */
  public SnapshotTaker(
      ProcessTable table,
      SnapshotStore store,
      TimeSource time,
      StopSignal stop,
      Set<ColumnGroup> columns,
      CommandLinePolicy policy,
      TickClock creationClock) {
    this.table = table;
    this.store = store;
    this.time = time;
    this.stop = stop;
    this.policy = policy;
    this.creationClock = creationClock;
    this.ownPid = table.ownPid();
    this.details = EnumSet.noneOf(ProcessDetail.class);
    for (Column column : Column.of(columns)) {
      if (column.detail().isPresent()) {
        details.add(column.detail().get());
      }
    }
  }

  /**
   * Takes a snapshot now.
   *
   * @param number number of the snapshot, counted from 0 through the trace
   * @param history readings at which windows start; this scan is added to them
   * @param missedBefore snapshots missed since the last published one
   */
  public SnapshotOutcome take(long number, CpuHistory history, List<MissedSnapshots> missedBefore) {
    try {
      return takeFrom(table.tickClock(), number, history, missedBefore);
    } catch (ProcessTableException e) {
      return new SnapshotOutcome.Failed(Reason.PROCESS_TABLE, e);
    }
  }

  private SnapshotOutcome takeFrom(
      TickClock clock, long number, CpuHistory history, List<MissedSnapshots> missedBefore)
      throws ProcessTableException {
    Instant startedAt = time.now().truncatedTo(ChronoUnit.MILLIS);
    long startNanos = time.nanos();
    OptionalLong hostTicks = table.hostCpuTicks();
    CpuWindows windows = history.windowsAt(startNanos, clock);
    CpuAccount account = new CpuAccount(lastReadings, clock);
    CpuReadings.Builder builder =
        new CpuReadings.Builder(startNanos, lastReadings.map(CpuReadings::size).orElse(0))
            .hostTicks(hostTicks);
    try (Draft draft = store.draft(startedAt)) {
      RowMaker rowMaker = new RowMaker(policy, creationClock, windows);
      RowScan scan = new RowScan(draft, stop, rowMaker, builder, account, ownPid);
      ScanCount count = table.scan(details, scan);
      if (stop.requested()) {
        return new SnapshotOutcome.Interrupted(scan.rows());
      }
      CpuReadings readings = builder.build();
      history.add(readings);
      if (scan.failure().isPresent()) {
        throw scan.failure().get();
      }
      long ownCpuNanos = scan.own().map(own -> clock.nanos(own.cpuTicks())).orElse(0L);
      SnapshotFacts facts =
          new SnapshotFacts(
              number,
              startedAt,
              time.now().truncatedTo(ChronoUnit.MILLIS),
              startNanos,
              scan.tally(count),
              table.visibility(),
              windows.reachNanos(),
              missedBefore,
              account.unaccountedPercent(hostTicks, startNanos),
              ownCost(scan.own(), ownCpuNanos, time.nanos() - startNanos));
      StoredSnapshot stored = draft.publish(facts);
      lastReadings = Optional.of(readings);
      lastOwnCpuNanos = ownCpuNanos;
      return new SnapshotOutcome.Complete(facts, stored);
    } catch (StoreException e) {
      return failed(e, history, startNanos);
    }
  }

  private RecorderCost ownCost(Optional<ProcessReading> own, long ownCpuNanos, long scanNanos) {
    OptionalLong cpuMillis =
        own.isPresent()
            ? OptionalLong.of(NANOSECONDS.toMillis(ownCpuNanos - lastOwnCpuNanos))
            : OptionalLong.empty();
    return new RecorderCost(
        cpuMillis, own.map(ProcessReading::residentBytes).orElse(OptionalLong.empty()), scanNanos);
  }

  /** Takes a reading in place of the failed snapshot, unless its scan already provided one. */
  private SnapshotOutcome failed(StoreException cause, CpuHistory history, long startNanos)
      throws ProcessTableException {
    if (history.latest().map(r -> r.takenNanos() < startNanos).orElse(true)) {
      history.add(table.sampleCpu());
    }
    return new SnapshotOutcome.Failed(Reason.STORE, cause);
  }
}
