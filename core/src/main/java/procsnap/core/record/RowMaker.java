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
 * Makes the row of a process from its reading.
 *
 * @param policy privacy policy for command lines
 * @param creationClock clock that turns start ticks into creation times
 * @param windows windows that end at this snapshot
 */
record RowMaker(CommandLinePolicy policy, TickClock creationClock, CpuWindows windows) {

  /**
   * @throws java.time.DateTimeException if the start time of the process is beyond what a clock can
   *     represent
   */
  SnapshotRow rowOf(ProcessReading reading) {
    Optional<OsString> commandLine = reading.commandLine().map(policy::apply);
    return new SnapshotRow(
        reading.id().pid(),
        name(reading),
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

  /**
   * Name of the process: the kernel's, or, if the kernel may have truncated it, the full name of
   * which it is a prefix. The full name is that of the executable, or that of the program in the
   * command line if the policy reveals arguments.
   */
  private OsString name(ProcessReading reading) {
    OsString comm = reading.comm();
    if (comm.length() < ProcessReading.CUT_COMM) {
      return comm;
    }
    Optional<OsString> executable = reading.executable().filter(name -> name.startsWith(comm));
    if (executable.isPresent() || !policy.revealsArguments()) {
      return executable.orElse(comm);
    }
    return reading
        .commandLine()
        .map(line -> line.program(ProcessReading.CUT_COMM))
        .filter(name -> name.startsWith(comm))
        .orElse(comm);
  }
}
