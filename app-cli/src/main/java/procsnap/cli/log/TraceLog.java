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

/**
 * Tells in the log what a trace does: a line at its start, one a snapshot, one at its end. Nothing
 * that a process chose gets here, and what comes from outside is made printable.
 */
public final class TraceLog implements TraceEvents {

  /** Fixed wording: people search their logs for it. */
  static final String INTERRUPTED =
      "Skipping incomplete process snapshot upload (snapshot in progress)";

  private final Log log;
  private final String machineId;
  private String place = "";

  /** What the last snapshot failed for; empty when it did not. */
  private String failure = "";

  private long failed;
  private boolean paused;

  /**
   * @param machineId whose processes are recorded; empty when that is of no account
   */
  public TraceLog(Log log, String machineId) {
    this.log = log;
    this.machineId = machineId;
  }

  @Override
  public void started(TraceDescription description, String place) {
    this.place = place;
    log.info(
        "recording {}into {}: {}",
        machineId.isEmpty() ? "" : "machine " + machineId + " ",
        Printable.of(place),
        description.plan().snapshots() == 1
            ? "one snapshot"
            : "a snapshot every "
                + seconds(description.plan().interval().toMillis())
                + (description.plan().snapshots() == Long.MAX_VALUE
                    ? " until stopped"
                    : ", " + description.plan().snapshots() + " in all"));
    log.debug("command lines: {}", description.plan().commandLines().label());
    if (description.visibility().restricted()) {
      log.warn(
          "not all processes can be seen (hidepid={}): run as root, or give procsnap"
              + " CAP_SYS_PTRACE or the group that the mount names",
          Printable.of(description.visibility().hidepid()));
    }
    if (!description.isClockSet()) {
      log.warn("the clock is not set yet: times are wrong until it is, lengths of time are right");
    }
    if (description.host().container()) {
      log.warn(
          "only this container's own processes can be seen: to record the host's, mount its /proc at"
              + " /host/proc and say --proc-root /host/proc");
    }
  }

  @Override
  public void snapshot(long number, SnapshotOutcome outcome) {
    if (outcome instanceof SnapshotOutcome.Complete complete) {
      if (failed > 0) {
        log.info("recording again, after {} snapshots that are missing", failed);
      }
      failure = "";
      failed = 0;
      paused = false;
      log.info(
          "snapshot {}: {} rows in {} ms, {}{}",
          number,
          complete.facts().tally().rows(),
          complete.facts().cost().scanNanos() / 1_000_000,
          size(complete.stored().bytes()),
          remarks(complete.facts().tally()));
      log.debug(
          "stored as {}; procsnap itself: {} ms of CPU since the last, {} KiB resident",
          complete.stored().name(),
          text(complete.facts().cost().cpuMillis()),
          text(kibibytes(complete.facts().cost().residentBytes())));
    } else if (outcome instanceof SnapshotOutcome.Failed failedOne) {
      tellOnce(number, String.valueOf(failedOne.cause().getMessage()));
    } else {
      log.warn(INTERRUPTED);
    }
  }

  /** What goes on for days is no news each time. */
  private void tellOnce(long number, String cause) {
    if (cause.equals(failure)) {
      log.debug("snapshot {} is missing too", number);
    } else {
      log.warn("snapshot {} is missing, the trace goes on: {}", number, Printable.of(cause));
    }
    failure = cause;
    failed++;
  }

  @Override
  public void notBegun(Exception cause) {
    log.warn(
        "the snapshot that was asked for is missing: {}",
        Printable.of(String.valueOf(cause.getMessage())));
  }

  @Override
  public void skipped(MissedSnapshots missed) {
    if (missed.reason() == Reason.PAUSED) {
      if (!paused) {
        log.info("paused: nothing is recorded or uploaded until procsnap resume");
      }
      paused = true;
      return;
    }
    log.warn(
        "{} snapshots are missing, {} to {}: the machine slept, or was too busy",
        missed.count(),
        missed.first(),
        missed.last());
  }

  @Override
  public void sampleFailed(ProcessTableException cause) {
    log.warn(
        "a CPU window of the next snapshot will be empty: {}",
        Printable.of(String.valueOf(cause.getMessage())));
  }

  @Override
  public void ended(TraceEnd end) {
    log.info(
        "{}: {} snapshots, {} rows, {}, {} missing, in {}",
        end.reason().label(),
        end.snapshots(),
        end.rows(),
        size(end.bytes()),
        end.missed(),
        Printable.of(place));
  }

  @Override
  public void endNotWritten(StoreException cause) {
    log.warn(
        "the trace ends without its end.json: {}",
        Printable.of(String.valueOf(cause.getMessage())));
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
      return bytes + " bytes";
    }
    return bytes < 10_485_760 ? bytes / 1024 + " KiB" : bytes / 1_048_576 + " MiB";
  }
}
