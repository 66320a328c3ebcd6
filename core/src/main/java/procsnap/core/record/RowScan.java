package procsnap.core.record;

import java.util.Optional;
import java.util.OptionalInt;
import procsnap.core.cpu.CpuAccount;
import procsnap.core.cpu.CpuReadings;
import procsnap.core.port.ProcessTable.ScanCount;
import procsnap.core.port.ProcessTable.Visitor;
import procsnap.core.port.SnapshotStore.Draft;
import procsnap.core.port.StoreException;
import procsnap.core.process.ProcessReading;
import procsnap.core.process.ProcessStatus;
import procsnap.core.process.ReadProblem;
import procsnap.core.time.StopSignal;
import procsnap.core.trace.SnapshotRow;
import procsnap.core.trace.SnapshotTally;

/**
 * Scan of one snapshot: turns each process into a row of the draft and a CPU reading, and counts.
 * If the draft fails, the scan continues to collect the readings.
 */
final class RowScan implements Visitor {

  private final Draft draft;
  private final StopSignal stop;
  private final RowMaker rowMaker;
  private final CpuReadings.Builder readings;
  private final CpuAccount account;
  private final OptionalInt ownPid;

  private Optional<StoreException> failure = Optional.empty();
  private Optional<ProcessReading> own = Optional.empty();
  private int rows;
  private int malformed;
  private int truncated;
  private int timedOut;
  private int unknownStates;
  private int redacted;

  RowScan(
      Draft draft,
      StopSignal stop,
      RowMaker rowMaker,
      CpuReadings.Builder readings,
      CpuAccount account,
      OptionalInt ownPid) {
    this.draft = draft;
    this.stop = stop;
    this.rowMaker = rowMaker;
    this.readings = readings;
    this.account = account;
    this.ownPid = ownPid;
  }

  @Override
  public boolean wantsMore() {
    return !stop.requested();
  }

  @Override
  public void visit(ProcessReading reading) {
    int pid = reading.id().pid();
    readings.add(pid, reading.id().startTicks(), reading.cpuTicks(), reading.monotonicNanos());
    account.add(reading);
    if (ownPid.isPresent() && ownPid.getAsInt() == pid) {
      own = Optional.of(reading);
    }
    if (failure.isEmpty()) {
      draftRow(reading);
    }
  }

  private void draftRow(ProcessReading reading) {
    SnapshotRow row;
    try {
      row = rowMaker.rowOf(reading);
    } catch (RuntimeException e) {
      malformed++;
      return;
    }
    try {
      draft.add(row);
      count(row);
    } catch (StoreException e) {
      failure = Optional.of(e);
    }
  }

  private void count(SnapshotRow row) {
    rows++;
    truncated += row.problems().containsValue(ReadProblem.TRUNCATED) ? 1 : 0;
    timedOut += row.problems().containsValue(ReadProblem.TIMEOUT) ? 1 : 0;
    unknownStates += row.status() == ProcessStatus.UNKNOWN ? 1 : 0;
    redacted += row.redacted() ? 1 : 0;
  }

  /** Failure of the draft, if it failed. */
  Optional<StoreException> failure() {
    return failure;
  }

  /** Reading of our own process, if it was scanned. */
  Optional<ProcessReading> own() {
    return own;
  }

  int rows() {
    return rows;
  }

  SnapshotTally tally(ScanCount count) {
    return new SnapshotTally(
        count.listed(),
        rows,
        count.vanished(),
        count.unreadable() + malformed,
        truncated,
        timedOut,
        unknownStates,
        redacted);
  }
}
