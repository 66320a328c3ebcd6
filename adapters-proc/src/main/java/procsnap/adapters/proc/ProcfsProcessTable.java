package procsnap.adapters.proc;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import procsnap.core.cpu.CpuReadings;
import procsnap.core.port.ProcessTable;
import procsnap.core.port.ProcessTableException;
import procsnap.core.process.HostFacts;
import procsnap.core.process.ProcessDetail;
import procsnap.core.process.TickClock;
import procsnap.core.process.Visibility;

/** Processes of this machine as the kernel shows them under /proc, see proc(5). */
public final class ProcfsProcessTable implements ProcessTable {

  /** Default root of the process table. */
  public static final Path DEFAULT_ROOT = Path.of("/proc");

  private static final Path SELF = DEFAULT_ROOT.resolve("self");
  private static final Duration READ_DEADLINE = Duration.ofSeconds(1);
  private static final int CAP = 1024 * 1024;

  private final Path root;
  private final AuxiliaryVector units;
  private final long readDeadlineNanos;
  private final ProcessFiles files;
  private final ReadBuffer buffer = new ReadBuffer();
  private final NumberScanner numbers = new NumberScanner();
  private final Map<Integer, GuardedScan.Stuck> stuck = new HashMap<>();

  private OpenStatCache cache;
  private Optional<BootClock> bootClock = Optional.empty();

  private ProcfsProcessTable(Path root, Duration readDeadline) {
    this.root = root;
    this.units = AuxiliaryVector.read(SELF.resolve("auxv"));
    this.readDeadlineNanos = readDeadline.toNanos();
    this.files = newFiles();
    this.cache = OpenStatCache.empty(SELF.resolve("limits"));
  }

  /**
   * Opens the table under a root.
   *
   * @throws ProcessTableException if the root is not a Linux /proc
   */
  public static ProcfsProcessTable open(Path root) throws ProcessTableException {
    return open(root, READ_DEADLINE);
  }

  static ProcfsProcessTable open(Path root, Duration readDeadline) throws ProcessTableException {
    if (!Files.isDirectory(root)) {
      throw new ProcessTableException(root + " is not a directory; is /proc mounted?");
    }
    ProcfsProcessTable table = new ProcfsProcessTable(root, readDeadline);
    table.tickClock();
    return table;
  }

  @Override
  public HostFacts host() {
    return new HostFacts(
        "Linux",
        firstLine("sys/kernel/osrelease"),
        System.getProperty("os.arch", "unknown"),
        Runtime.getRuntime().availableProcessors(),
        memoryBytes(),
        isContainer(),
        firstLine("sys/kernel/random/boot_id"));
  }

  /**
   * On the host, pid 2 is the parent of all kernel threads. A mount that hides it is reported as
   * restricted visibility, not as a container.
   */
  private boolean isContainer() {
    return !visibility().restricted()
        && !firstLine("2/stat").orElse("").startsWith("2 (kthreadd) ");
  }

  @Override
  public Visibility visibility() {
    return ProcMount.visibility(root, SELF);
  }

  /**
   * From {@code uptime}, seconds since boot with two decimals, including time in suspend; checked
   * against this process's own start, see {@link BootClock}.
   */
  @Override
  public TickClock tickClock() throws ProcessTableException {
    long centiseconds;
    try {
      fill("uptime");
      centiseconds = centiseconds();
    } catch (IOException e) {
      Path uptime = root.resolve("uptime");
      String reason =
          Files.exists(uptime)
              ? String.valueOf(e.getMessage())
              : "not a Linux /proc, or mounted with subset=pid";
      throw new ProcessTableException(uptime + " cannot be read: " + reason, e);
    }
    long uptimeNanos = bootNanos(TimeUnit.MILLISECONDS.toNanos(10 * centiseconds));
    return new TickClock(
        units.ticksPerSecond(),
        System.nanoTime() - uptimeNanos,
        Instant.now().minusNanos(uptimeNanos));
  }

  /** The clock is chosen once, because an emulated one overtakes the true start after a while. */
  private long bootNanos(long uptimeNanos) {
    if (bootClock.isEmpty()) {
      bootClock = Optional.of(new BootClock(root.toString(), units.ticksPerSecond(), uptimeNanos));
    }
    return bootClock.get().nanos(uptimeNanos);
  }

  /** From the first line of {@code stat}: user, nice, system, idle, iowait, irq, softirq. */
  @Override
  public OptionalLong hostCpuTicks() {
    try {
      fill("stat");
    } catch (IOException e) {
      return OptionalLong.empty();
    }
    numbers.reset(buffer.bytes(), 0, buffer.length());
    numbers.skip(1);
    long used = numbers.next() + numbers.next() + numbers.next();
    numbers.skip(2);
    used += numbers.next() + numbers.next();
    return numbers.failed() ? OptionalLong.empty() : OptionalLong.of(used);
  }

  /** From the link {@code self}: the mount may belong to another pid namespace than ours. */
  @Override
  public OptionalInt ownPid() {
    try {
      return OptionalInt.of(
          Integer.parseInt(Files.readSymbolicLink(root.resolve("self")).toString()));
    } catch (IOException | NumberFormatException e) {
      return OptionalInt.empty();
    }
  }

  @Override
  public CpuReadings sampleCpu() throws ProcessTableException {
    int[] pids = list();
    CpuReadings.Builder readings = new CpuReadings.Builder(System.nanoTime(), pids.length);
    readings.hostTicks(hostCpuTicks());
    cache = cache.retain(pids);
    for (int pid : pids) {
      try {
        StatLine stat = files.readStat(pid, cache);
        readings.add(pid, stat.startTicks(), stat.cpuTicks(), System.nanoTime());
        if (stat.isKernelThread()) {
          cache.addKernelThread(pid);
        }
      } catch (UnreadableProcessException leftOut) {
        // No reading for this process; snapshots count it.
      }
    }
    return readings.build();
  }

  @Override
  public ScanCount scan(Set<ProcessDetail> details, Visitor visitor) throws ProcessTableException {
    return new GuardedScan(
            list(), details, cache, visitor, stuck, this::newFiles, readDeadlineNanos)
        .run();
  }

  private ProcessFiles newFiles() {
    return new ProcessFiles(root.toString(), units);
  }

  /** Distinct pids under the root, in ascending order. */
  private int[] list() throws ProcessTableException {
    String[] names = root.toFile().list();
    if (names == null) {
      throw new ProcessTableException(root + " cannot be listed");
    }
    int[] pids = new int[names.length];
    int count = 0;
    for (String name : names) {
      if (isPid(name)) {
        pids[count] = Integer.parseInt(name);
        count++;
      }
    }
    Arrays.sort(pids, 0, count);
    int distinct = 0;
    for (int i = 0; i < count; i++) {
      if (i == 0 || pids[i] != pids[i - 1]) {
        pids[distinct] = pids[i];
        distinct++;
      }
    }
    return Arrays.copyOf(pids, distinct);
  }

  private static boolean isPid(String name) {
    if (name.length() > 9 || name.charAt(0) == '0') {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) < '0' || name.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private long centiseconds() throws IOException {
    String text = text().split(" ", 2)[0];
    try {
      return (long) (Double.parseDouble(text) * 100 + 0.5);
    } catch (NumberFormatException e) {
      throw new IOException("invalid number of seconds", e);
    }
  }

  private OptionalLong memoryBytes() {
    try {
      fill("meminfo");
    } catch (IOException e) {
      return OptionalLong.empty();
    }
    numbers.reset(buffer.bytes(), 0, buffer.length());
    numbers.skip(1);
    long kilobytes = numbers.next();
    return numbers.failed() ? OptionalLong.empty() : OptionalLong.of(kilobytes * 1024);
  }

  private Optional<String> firstLine(String file) {
    try {
      fill(file);
      String line = text().split("\n", 2)[0];
      return line.isEmpty() ? Optional.empty() : Optional.of(line);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private String text() {
    return new String(buffer.bytes(), 0, buffer.length(), StandardCharsets.UTF_8);
  }

  private void fill(String file) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(root + "/" + file, "r")) {
      buffer.fill(in, CAP);
    }
  }
}
