package procsnap.core.record;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import procsnap.core.cpu.CpuWindows;
import procsnap.core.privacy.CommandLinePolicy;
import procsnap.core.process.CommandLine;
import procsnap.core.process.OsString;
import procsnap.core.process.ProcessReading;
import procsnap.core.process.ProcessStatus;
import procsnap.core.process.TickClock;
import procsnap.core.trace.SnapshotRow;

/**
 * Makes the row of a process from what was read of it.
 *
 * @param policy what of a command line is written
 * @param creationClock clock that turns start ticks into creation times
 * @param windows the windows that end at this snapshot
 */
record RowMaker(CommandLinePolicy policy, TickClock creationClock, CpuWindows windows) {

  /** A name of this many characters may have been cut: {@code TASK_COMM_LEN} without its NUL. */
  private static final int LONGEST_COMM = 15;

  /**
   * @throws java.time.DateTimeException when the process claims a start that no clock can show
   */
  SnapshotRow rowOf(ProcessReading reading) {
    Optional<OsString> commandLine = reading.commandLine().map(policy::apply);
    return new SnapshotRow(
        reading.id().pid(),
        name(reading.comm(), reading.commandLine()),
        commandLine,
        policy instanceof CommandLinePolicy.Redacted
            && !commandLine.equals(reading.commandLine().map(CommandLine::joined)),
        reading.virtualBytes(),
        reading.residentBytes(),
        creationClock.instantAt(reading.id().startTicks()),
        windows.usageOf(reading),
        ProcessStatus.ofLetter(reading.state()),
        reading.monotonicNanos(),
        reading.parentPid(),
        reading.threads(),
        TimeUnit.NANOSECONDS.toMillis(creationClock.nanos(reading.cpuTicks())),
        reading.uid(),
        reading.cgroup(),
        reading.readBytes(),
        reading.writtenBytes(),
        reading.problems());
  }

  /** The kernel's name, or the program's where that begins with it: as psutil does. */
  private static OsString name(OsString comm, Optional<CommandLine> commandLine) {
    return comm.characterCount() < LONGEST_COMM
        ? comm
        : commandLine.map(CommandLine::program).filter(p -> p.startsWith(comm)).orElse(comm);
  }
}
