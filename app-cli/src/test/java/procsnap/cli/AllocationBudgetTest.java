package procsnap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import procsnap.adapters.format.csv.CsvOptions;
import procsnap.adapters.proc.ProcfsProcessTable;
import procsnap.adapters.storage.StreamSnapshotStore;
import procsnap.core.cpu.CpuHistory;
import procsnap.core.cpu.CpuReadings;
import procsnap.core.port.ProcessTable;
import procsnap.core.port.ProcessTableException;
import procsnap.core.privacy.CommandLinePolicy;
import procsnap.core.process.HostFacts;
import procsnap.core.process.ProcessDetail;
import procsnap.core.process.ProcessReading;
import procsnap.core.process.TickClock;
import procsnap.core.process.Visibility;
import procsnap.core.record.SnapshotOutcome;
import procsnap.core.record.SnapshotTaker;
import procsnap.core.time.StopSignal;
import procsnap.core.time.TimeSource;

/**
 * What a scan may allocate per process, as the JVM counts it: the same in every run, whatever else
 * the machine does. The budgets are what it was when they were set, and a tenth more.
 */
class AllocationBudgetTest {

  private static final int PROCESSES = 300;
  private static final long SNAPSHOT_BYTES = 2_900;
  private static final long SAMPLE_BYTES = 165;

  @TempDir private Path root;

  @BeforeEach
  void processesLikeMost() throws IOException {
    Files.writeString(root.resolve("uptime"), "1000.50 2000.00\n");
    for (int pid = 1000; pid < 1000 + PROCESSES; pid++) {
      Path process = Files.createDirectory(root.resolve(Integer.toString(pid)));
      String stat = " (postgres) S 1 2 3 0 -1 4 5 6 7 8 10 20 0 0 20 0 3 0 500 9 9\n";
      Files.writeString(process.resolve("stat"), pid + stat);
      Files.writeString(process.resolve("statm"), "1024 512 1 1 0 1 0\n");
      Files.writeString(
          process.resolve("cmdline"), "/usr/lib/postgresql/bin/postgres\0-D\0/var/lib/data\0");
    }
  }

  @Test
  void rowOfASnapshotStaysInItsBudget() throws Exception {
    MeasuredTable table = new MeasuredTable(ProcfsProcessTable.open(root));
    StreamSnapshotStore store =
        new StreamSnapshotStore(
            OutputStream.nullOutputStream(),
            new CsvOptions(Set.of(), true, false, false, ZoneOffset.UTC));
    SnapshotTaker taker =
        new SnapshotTaker(
            table,
            store,
            TimeSource.system(),
            new StopSignal(),
            Set.of(),
            new CommandLinePolicy.Clear(),
            new TickClock(100, 0, Instant.EPOCH));
    CpuHistory history = new CpuHistory();
    for (int number = 0; number < 3; number++) {
      SnapshotOutcome outcome = taker.take(number, history, List.of());
      assertEquals(
          PROCESSES,
          assertInstanceOf(SnapshotOutcome.Complete.class, outcome).facts().tally().rows());
    }

    long bytes = table.bytesPerProcess();

    System.out.println("allocated per process and snapshot: " + bytes + " bytes");
    assertTrue(bytes <= SNAPSHOT_BYTES, bytes + " bytes, the budget is " + SNAPSHOT_BYTES);
  }

  @Test
  void readingOfACpuSampleStaysInItsBudget() throws Exception {
    ProcfsProcessTable table = ProcfsProcessTable.open(root);
    table.sampleCpu();

    long before = allocated();
    int size = table.sampleCpu().size();
    long bytes = (allocated() - before) / PROCESSES;
    assertEquals(PROCESSES, size);

    System.out.println("allocated per process and CPU sample: " + bytes + " bytes");
    assertTrue(bytes <= SAMPLE_BYTES, bytes + " bytes, the budget is " + SAMPLE_BYTES);
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  /** Looks at the scanning thread's count before the first process of a scan and after the last. */
  private static final class MeasuredTable implements ProcessTable {

    private final ProcessTable table;
    private int visits;
    private long afterFirst;
    private long afterLast;

    MeasuredTable(ProcessTable table) {
      this.table = table;
    }

    /**
     * In the last scan; the first process is left out, which is also charged for what comes once.
     */
    long bytesPerProcess() {
      return (afterLast - afterFirst) / (visits - 1);
    }

    @Override
    public ScanCount scan(Set<ProcessDetail> details, Visitor visitor)
        throws ProcessTableException {
      visits = 0;
      return table.scan(
          details,
          new Visitor() {
            @Override
            public boolean wantsMore() {
              return visitor.wantsMore();
            }

            @Override
            public void visit(ProcessReading reading) {
              visitor.visit(reading);
              visits++;
              afterLast = allocated();
              afterFirst = visits == 1 ? afterLast : afterFirst;
            }
          });
    }

    @Override
    public HostFacts host() {
      return table.host();
    }

    @Override
    public Visibility visibility() {
      return table.visibility();
    }

    @Override
    public TickClock tickClock() throws ProcessTableException {
      return table.tickClock();
    }

    @Override
    public OptionalLong hostCpuTicks() {
      return table.hostCpuTicks();
    }

    @Override
    public OptionalInt ownPid() {
      return table.ownPid();
    }

    @Override
    public CpuReadings sampleCpu() throws ProcessTableException {
      return table.sampleCpu();
    }
  }
}
