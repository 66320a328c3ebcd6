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
 * Takes one snapshot after another and holds the rules that make them complete: the stop is asked
 * for before every process and once more before the flush, and one that was stopped in between, or
 * failed, leaves nothing behind. Its scan is a reading for the CPU windows in any case.
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
   * @param columns groups of columns beyond the first eleven
   * @param policy what of a command line is written
   * @param creationClock the clock of the process table at the start of the trace: one and the same
   *     for all creation times
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
   * @param number counted from 0 through the trace
   * @param history the readings that windows begin at; this scan is added
   * @param missedBefore snapshots missed since the last one that was published
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
              new RecorderCost(
                  scan.own().isPresent()
                      ? OptionalLong.of(NANOSECONDS.toMillis(ownCpuNanos - lastOwnCpuNanos))
                      : OptionalLong.empty(),
                  scan.own().map(ProcessReading::residentBytes).orElse(OptionalLong.empty()),
                  time.nanos() - startNanos));
      StoredSnapshot stored = draft.publish(facts);
      lastReadings = Optional.of(readings);
      lastOwnCpuNanos = ownCpuNanos;
      return new SnapshotOutcome.Complete(facts, stored);
    } catch (StoreException e) {
      return failed(e, history, startNanos);
    }
  }

  /** Without a snapshot there is still a reading, unless the failed one has left it. */
  private SnapshotOutcome failed(StoreException cause, CpuHistory history, long startNanos)
      throws ProcessTableException {
    if (history.latest().map(r -> r.takenNanos() < startNanos).orElse(true)) {
      history.add(table.sampleCpu());
    }
    return new SnapshotOutcome.Failed(Reason.STORE, cause);
  }
}
