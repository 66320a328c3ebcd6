package procsnap.core.port;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import procsnap.core.cpu.CpuReadings;
import procsnap.core.process.CommandLine;
import procsnap.core.process.HostFacts;
import procsnap.core.process.OsString;
import procsnap.core.process.ProcessDetail;
import procsnap.core.process.ProcessReading;
import procsnap.core.process.ReadProblem;
import procsnap.core.process.TickClock;
import procsnap.core.process.Visibility;
import procsnap.core.time.TimeSource;

/** Process table whose processes a test starts and ends; 100 ticks per second, booted at time 0. */
public final class FakeProcessTable implements ProcessTable {

  private final TimeSource time;
  private final TreeMap<Integer, FakeProcess> processes = new TreeMap<>();
  private IntConsumer beforeEach = index -> {};
  private Runnable afterLast = () -> {};
  private OptionalInt ownPid = OptionalInt.empty();
  private OptionalLong hostCpuTicks = OptionalLong.empty();
  private boolean broken;
  private int samples;
  private int scans;

  public FakeProcessTable(TimeSource time) {
    this.time = time;
  }

  /** Fake process with CPU time set by the test. */
  public static final class FakeProcess {

    private final int pid;
    private final long startTicks;
    private OsString name = OsString.of("fake");
    private CommandLine commandLine = CommandLine.EMPTY;
    private Optional<OsString> executable = Optional.empty();
    private char state = 'S';
    private LongSupplier cpuTicks = () -> 0;
    private final Map<ProcessDetail, ReadProblem> problems = new EnumMap<>(ProcessDetail.class);
    private long uid;
    private boolean vanishing;
    private boolean unreadable;

    private FakeProcess(int pid, long startTicks) {
      this.pid = pid;
      this.startTicks = startTicks;
    }

    public FakeProcess named(String name) {
      return named(OsString.of(name));
    }

    public FakeProcess named(OsString name) {
      this.name = name;
      return this;
    }

    /** Sets the arguments. */
    public FakeProcess running(String... arguments) {
      byte[] raw = (String.join("\0", arguments) + "\0").getBytes(StandardCharsets.UTF_8);
      commandLine = CommandLine.parse(raw, raw.length);
      return this;
    }

    /** Sets the base name of its executable. */
    public FakeProcess executing(String executable) {
      this.executable = Optional.of(OsString.of(executable));
      return this;
    }

    public FakeProcess inState(char state) {
      this.state = state;
      return this;
    }

    public FakeProcess used(long ticks) {
      return using(() -> ticks);
    }

    /** Sets a function of its CPU time at each read, in ticks. */
    public FakeProcess using(LongSupplier ticks) {
      this.cpuTicks = ticks;
      return this;
    }

    public FakeProcess ownedBy(long uid) {
      this.uid = uid;
      return this;
    }

    /** Makes the read of a detail fail or be truncated. */
    public FakeProcess failing(ProcessDetail detail, ReadProblem problem) {
      problems.put(detail, problem);
      return this;
    }

    /** Makes the process exit between listing and reading. */
    public FakeProcess vanishing() {
      vanishing = true;
      return this;
    }

    /** Makes the process unreadable, although it is listed. */
    public FakeProcess unreadable() {
      unreadable = true;
      return this;
    }
  }

  /** Starts a process; replaces one with the same pid. */
  public FakeProcess start(int pid, long startTicks) {
    FakeProcess process = new FakeProcess(pid, startTicks);
    processes.put(pid, process);
    return process;
  }

  /** Ends a process. */
  public void end(int pid) {
    processes.remove(pid);
  }

  /** Sets a hook that runs before each process of a scan, with the index of the process. */
  public void beforeEach(IntConsumer hook) {
    this.beforeEach = hook;
  }

  /** Sets a hook that runs after the last process of a scan. */
  public void afterLast(Runnable hook) {
    this.afterLast = hook;
  }

  public void ownPid(int pid) {
    ownPid = OptionalInt.of(pid);
  }

  public void hostCpuTicks(long ticks) {
    hostCpuTicks = OptionalLong.of(ticks);
  }

  /** Sets whether reads of the table fail. */
  public void broken(boolean broken) {
    this.broken = broken;
  }

  public int samples() {
    return samples;
  }

  public int scans() {
    return scans;
  }

  @Override
  public HostFacts host() {
    return new HostFacts(
        "Fake", Optional.empty(), "none", 1, OptionalLong.empty(), false, Optional.empty());
  }

  @Override
  public Visibility visibility() {
    return Visibility.ALL;
  }

  @Override
  public TickClock tickClock() {
    return new TickClock(100, 0, time.now().minusNanos(time.nanos()));
  }

  @Override
  public OptionalLong hostCpuTicks() {
    return hostCpuTicks;
  }

  @Override
  public OptionalInt ownPid() {
    return ownPid;
  }

  @Override
  public CpuReadings sampleCpu() throws ProcessTableException {
    check();
    samples++;
    CpuReadings.Builder readings =
        new CpuReadings.Builder(time.nanos(), processes.size()).hostTicks(hostCpuTicks);
    for (FakeProcess process : processes.values()) {
      if (!process.vanishing && !process.unreadable) {
        readings.add(process.pid, process.startTicks, process.cpuTicks.getAsLong(), time.nanos());
      }
    }
    return readings.build();
  }

  @Override
  public ScanCount scan(Set<ProcessDetail> details, Visitor visitor) throws ProcessTableException {
    check();
    scans++;
    int vanished = 0;
    int unreadable = 0;
    int index = 0;
    for (FakeProcess process : processes.values().toArray(new FakeProcess[0])) {
      beforeEach.accept(index++);
      if (!visitor.wantsMore()) {
        break;
      }
      vanished += process.vanishing ? 1 : 0;
      unreadable += process.unreadable ? 1 : 0;
      if (!process.vanishing && !process.unreadable) {
        visitor.visit(reading(process, details));
      }
    }
    afterLast.run();
    return new ScanCount(processes.size(), vanished, unreadable);
  }

  private ProcessReading reading(FakeProcess process, Set<ProcessDetail> details) {
    ProcessReading.Builder reading =
        ProcessReading.of(process.pid)
            .startTicks(process.startTicks)
            .at(time.nanos())
            .comm(process.name)
            .state(process.state)
            .cpuTicks(process.cpuTicks.getAsLong());
    process.executable.ifPresent(reading::executable);
    if (details.contains(ProcessDetail.COMMAND_LINE)) {
      reading.commandLine(process.commandLine);
    }
    if (details.contains(ProcessDetail.MEMORY)) {
      reading.memory(4096L * process.pid, 1024L * process.pid);
    }
    if (details.contains(ProcessDetail.UID)) {
      reading.uid(process.uid);
    }
    process.problems.forEach(reading::problem);
    return reading.build();
  }

  private void check() throws ProcessTableException {
    if (broken) {
      throw new ProcessTableException("the table is broken");
    }
  }
}
