package procsnap.cli.log;

import java.util.OptionalLong;
import java.util.StringJoiner;
import procsnap.core.port.ProcessTableException;
import procsnap.core.port.StoreException;
import procsnap.core.record.SnapshotOutcome;
import procsnap.core.record.TraceEvents;
import procsnap.core.trace.MissedSnapshots;
import procsnap.core.trace.MissedSnapshots.Reason;
import procsnap.core.trace.SnapshotTally;
import procsnap.core.trace.TraceDescription;
import procsnap.core.trace.TraceEnd;
import procsnap.core.trace.TracePlan;

/**
 * Logs a trace: a line at its start, one for each snapshot, one at its end. No text that a process
 * chose gets here, and text from outside is made printable.
 */
public final class TraceLog implements TraceEvents {

  private final Log log;
  private final String machineId;
  private final String resumeCommand;
  private String place = "";

  /** Why the last snapshot failed; empty when it did not. */
  private String failure = "";

  private long failed;
  private boolean paused;

  /**
   * @param machineId the machine that is recorded; empty when it does not matter
   * @param resumeCommand command to type after a pause
   */
  public TraceLog(Log log, String machineId, String resumeCommand) {
    this.log = log;
    this.machineId = machineId;
    this.resumeCommand = resumeCommand;
  }

  /** The log of one snapshot, which nobody can pause. */
  public TraceLog(Log log, String machineId) {
    this(log, machineId, "");
  }

  @Override
  public void started(TraceDescription description, String place) {
    this.place = place;
    log.info(
        LogMessages.RECORDING,
        machineId.isEmpty() ? "" : "machine " + machineId + " ",
        Printable.of(place),
        plan(description.plan()));
    log.debug(LogMessages.COMMAND_LINES, description.plan().commandLines().label());
    if (description.visibility().restricted()) {
      log.warn(LogMessages.PROCESSES_HIDDEN, Printable.of(description.visibility().hidepid()));
    }
    if (!description.isClockSet()) {
      log.warn(LogMessages.CLOCK_NOT_SET);
    }
    if (description.host().container()) {
      log.warn(LogMessages.IN_CONTAINER);
    }
  }

  private static String plan(TracePlan plan) {
    if (plan.snapshots() == 1) {
      return "one snapshot";
    }
    String every = "a snapshot every " + seconds(plan.interval().toMillis());
    return plan.snapshots() == Long.MAX_VALUE
        ? every + " until stopped"
        : every + ", " + plan.snapshots() + " in all";
  }

  @Override
  public void snapshot(long number, SnapshotOutcome outcome) {
    if (outcome instanceof SnapshotOutcome.Complete complete) {
      complete(number, complete);
    } else if (outcome instanceof SnapshotOutcome.Failed failedOne) {
      logOnce(number, String.valueOf(failedOne.cause().getMessage()));
    } else {
      log.warn(LogMessages.INTERRUPTED);
      failure = "the snapshot was interrupted";
    }
  }

  private void complete(long number, SnapshotOutcome.Complete complete) {
    if (failed > 0) {
      log.info(LogMessages.RESUMED, Plural.of(failed, "snapshot was", "snapshots were"));
    }
    failure = "";
    failed = 0;
    paused = false;
    log.info(
        LogMessages.SNAPSHOT,
        number,
        Plural.of(complete.facts().tally().rows(), "row"),
        complete.facts().cost().scanNanos() / 1_000_000,
        size(complete.stored().bytes()),
        remarks(complete.facts().tally()));
    log.debug(
        LogMessages.STORED,
        complete.stored().name(),
        text(complete.facts().cost().cpuMillis()),
        text(kibibytes(complete.facts().cost().residentBytes())));
  }

  /** A failure that lasts for days is logged once. */
  private void logOnce(long number, String cause) {
    if (cause.equals(failure)) {
      log.debug(LogMessages.SNAPSHOT_FAILED_AGAIN, number);
    } else {
      log.warn(LogMessages.SNAPSHOT_FAILED, number, Printable.of(cause));
    }
    failure = cause;
    failed++;
  }

  @Override
  public void startFailed(Exception cause) {
    log.warn(LogMessages.EXTRA_SNAPSHOT_FAILED, Printable.of(String.valueOf(cause.getMessage())));
  }

  @Override
  public void skipped(MissedSnapshots missed) {
    if (missed.reason() == Reason.PAUSED) {
      if (!paused) {
        log.info(LogMessages.PAUSED, resumeCommand);
      }
      paused = true;
    } else if (missed.count() == 1) {
      log.warn(LogMessages.MISSED_ONE, missed.first());
    } else {
      log.warn(LogMessages.MISSED, missed.first(), missed.last(), missed.count());
    }
  }

  @Override
  public void sampleFailed(ProcessTableException cause) {
    log.warn(LogMessages.SAMPLE_FAILED, Printable.of(String.valueOf(cause.getMessage())));
  }

  @Override
  public void ended(TraceEnd end) {
    log.info(
        LogMessages.ENDED,
        end.reason().label(),
        Plural.of(end.snapshots(), "snapshot"),
        Plural.of(end.rows(), "row"),
        size(end.bytes()),
        end.missed(),
        Printable.of(place));
  }

  /** Logs why a trace has nothing to show for itself, as the last message about it. */
  public void nothingRecorded() {
    log.error(
        LogMessages.NOTHING_RECORDED,
        failure.isEmpty()
            ? "every snapshot was missed, " + (paused ? "paused" : "late")
            : Printable.of(failure));
  }

  @Override
  public void endNotWritten(StoreException cause) {
    log.warn(LogMessages.END_NOT_WRITTEN, Printable.of(String.valueOf(cause.getMessage())));
  }

  private static OptionalLong kibibytes(OptionalLong bytes) {
    return bytes.isPresent() ? OptionalLong.of(bytes.getAsLong() / 1024) : bytes;
  }

  private static String text(OptionalLong number) {
    return number.isPresent() ? Long.toString(number.getAsLong()) : "unknown";
  }

  private static String remarks(SnapshotTally tally) {
    StringJoiner remarks = new StringJoiner(", ", ", ", "").setEmptyValue("");
    add(remarks, tally.vanished(), "vanished");
    add(remarks, tally.unreadable(), "unreadable");
    add(remarks, tally.truncated(), "truncated");
    add(remarks, tally.timedOut(), "timed out");
    add(remarks, tally.redacted(), "redacted");
    add(remarks, tally.unknownStates(), "in an unknown state");
    return remarks.toString();
  }

  private static void add(StringJoiner remarks, int count, String what) {
    if (count > 0) {
      remarks.add(count + " " + what);
    }
  }

  private static String seconds(long millis) {
    return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
  }

  private static String size(long bytes) {
    if (bytes < 10_240) {
      return Plural.of(bytes, "byte");
    }
    return bytes < 10_485_760 ? bytes / 1024 + " KiB" : bytes / 1_048_576 + " MiB";
  }
}
