package procsnap.adapters.proc;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.CentralProcessor.TickType;
import oshi.software.os.OSProcess;
import oshi.software.os.OperatingSystem;
import procsnap.core.cpu.CpuReadings;
import procsnap.core.port.ProcessTable;
import procsnap.core.process.CommandLine;
import procsnap.core.process.HostFacts;
import procsnap.core.process.OsString;
import procsnap.core.process.ProcessDetail;
import procsnap.core.process.ProcessReading;
import procsnap.core.process.ReadProblem;
import procsnap.core.process.TickClock;
import procsnap.core.process.Visibility;

/**
 * Processes of this machine as OSHI reports them, for systems without /proc. A tick is one
 * millisecond, and tick 0 is the epoch. OSHI has no cgroups, reports 0 for most values that it
 * cannot read, and where it reads /proc, ends a command line at the first empty argument or line.
 */
public final class OshiProcessTable implements ProcessTable {

  /** Where Linux says what it hides; elsewhere only an administrator is known to see all. */
  private static final Path PROC = Path.of("/proc");

  private static final Path SELF = PROC.resolve("self");

  private static final int TICKS_PER_SECOND = 1000;

  private final SystemInfo system = new SystemInfo();
  private final OperatingSystem os = system.getOperatingSystem();

  @Override
  public HostFacts host() {
    return new HostFacts(
        os.getFamily(),
        Optional.ofNullable(os.getVersionInfo().getVersion()),
        System.getProperty("os.arch", "unknown"),
        Runtime.getRuntime().availableProcessors(),
        OptionalLong.of(system.getHardware().getMemory().getTotal()),
        false,
        Optional.empty());
  }

  @Override
  public Visibility visibility() {
    return Files.exists(SELF.resolve("mountinfo"))
        ? ProcMount.visibility(PROC, SELF)
        : new Visibility(!os.isElevated(), "unknown");
  }

  @Override
  public TickClock tickClock() {
    Instant now = Instant.now();
    return new TickClock(
        TICKS_PER_SECOND,
        System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(now.toEpochMilli()),
        Instant.EPOCH);
  }

  @Override
  public OptionalLong hostCpuTicks() {
    CentralProcessor processor = system.getHardware().getProcessor();
    long[] millis = processor.getSystemCpuLoadTicks();
    return OptionalLong.of(
        LongStream.of(
                millis[TickType.USER.getIndex()],
                millis[TickType.NICE.getIndex()],
                millis[TickType.SYSTEM.getIndex()],
                millis[TickType.IRQ.getIndex()],
                millis[TickType.SOFTIRQ.getIndex()])
            .sum());
  }

  @Override
  public OptionalInt ownPid() {
    return OptionalInt.of(os.getProcessId());
  }

  @Override
  public CpuReadings sampleCpu() {
    long taken = System.nanoTime();
    List<OSProcess> processes = list();
    CpuReadings.Builder readings =
        new CpuReadings.Builder(taken, processes.size()).hostTicks(hostCpuTicks());
    long nanos = System.nanoTime();
    for (OSProcess process : processes) {
      if (process.getState() != OSProcess.State.INVALID) {
        readings.add(process.getProcessID(), process.getStartTime(), cpuMillis(process), nanos);
      }
    }
    return readings.build();
  }

  @Override
  public ScanCount scan(Set<ProcessDetail> details, Visitor visitor) {
    List<OSProcess> processes = list();
    long nanos = System.nanoTime();
    int vanished = 0;
    for (OSProcess process : processes) {
      if (!visitor.wantsMore()) {
        break;
      }
      if (process.getState() == OSProcess.State.INVALID) {
        vanished++;
      } else {
        visitor.visit(reading(process, details, nanos));
      }
    }
    return new ScanCount(processes.size(), vanished, 0);
  }

  private List<OSProcess> list() {
    return os.getProcesses().stream()
        .sorted(Comparator.comparingInt(OSProcess::getProcessID))
        .toList();
  }

  private static ProcessReading reading(OSProcess process, Set<ProcessDetail> details, long nanos) {
    ProcessReading.Builder reading =
        ProcessReading.of(process.getProcessID())
            .startTicks(process.getStartTime())
            .at(nanos)
            .comm(OsString.of(process.getName()))
            .state(letter(process.getState()))
            .parentPid(process.getParentProcessID())
            .threads(process.getThreadCount())
            .cpuTicks(cpuMillis(process));
    for (ProcessDetail detail : details) {
      switch (detail) {
        case MEMORY -> reading.memory(process.getVirtualSize(), process.getResidentMemory());
        case COMMAND_LINE -> reading.commandLine(commandLine(process));
        case UID ->
            uid(process.getUserID())
                .ifPresentOrElse(reading::uid, () -> reading.problem(detail, ReadProblem.GONE));
        case CGROUP -> reading.problem(detail, ReadProblem.GONE);
        case IO -> reading.io(process.getBytesRead(), process.getBytesWritten());
      }
    }
    return reading.build();
  }

  private static CommandLine commandLine(OSProcess process) {
    byte[] raw = OsString.of(String.join("\0", process.getArguments()) + "\0").toByteArray();
    return CommandLine.parse(raw, raw.length);
  }

  private static OptionalLong uid(String text) {
    boolean isNumber =
        !text.isEmpty() && text.length() < 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return isNumber ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
  }

  private static long cpuMillis(OSProcess process) {
    return process.getUserTime() + process.getKernelTime();
  }

  private static char letter(OSProcess.State state) {
    return switch (state) {
      case RUNNING -> 'R';
      case SLEEPING -> 'S';
      case WAITING -> 'D';
      case ZOMBIE -> 'Z';
      case STOPPED, SUSPENDED -> 'T';
      default -> '?';
    };
  }
}
