package procsnap.core.port;

import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import procsnap.core.cpu.CpuReadings;
import procsnap.core.process.HostFacts;
import procsnap.core.process.ProcessDetail;
import procsnap.core.process.ProcessReading;
import procsnap.core.process.TickClock;
import procsnap.core.process.Visibility;

/**
 * Process table of this machine.
 *
 * <p>Processes start and exit during a scan. A process that exits after it was listed, or that may
 * not be read, is counted and left out; a detail that cannot be read leaves only that detail
 * absent. An error is raised only if the table cannot be listed at all. A table is used by one
 * thread at a time.
 */
public interface ProcessTable {

  /** Facts about the machine. */
  HostFacts host();

  /** Current visibility of processes. */
  Visibility visibility();

  /**
   * Current clock of start ticks and CPU ticks: it shifts when the machine is suspended or the wall
   * clock is stepped.
   */
  TickClock tickClock() throws ProcessTableException;

  /** CPU time of the whole host since boot, in ticks, without idle time. */
  OptionalLong hostCpuTicks();

  /** Our own pid in this table, if it contains us. */
  OptionalInt ownPid();

  /** Reads only the CPU time of every process: the cheapest scan. */
  CpuReadings sampleCpu() throws ProcessTableException;

  /**
   * Reads every process once and passes each to the visitor, in ascending order of pid except for
   * those that take unusually long to read, which come last. Visits are sequential and complete
   * before this method returns, but may run on another thread.
   *
   * @param details details to read in addition to identity, name, state and CPU time
   * @return counts of processes scanned; incomplete if the visitor ended the scan
   */
  ScanCount scan(Set<ProcessDetail> details, Visitor visitor) throws ProcessTableException;

  /** Receiver of the processes of a scan. */
  interface Visitor {

    /** Whether to continue; called before each process. The first {@code false} ends the scan. */
    boolean wantsMore();

    /** Receives one process. */
    void visit(ProcessReading reading);
  }

  /**
   * Counts of the processes of a scan.
   *
   * @param listed number of processes listed
   * @param vanished number of listed processes that exited before they were read
   * @param unreadable number of listed processes that could not be read or were malformed
   */
  record ScanCount(int listed, int vanished, int unreadable) {}
}
