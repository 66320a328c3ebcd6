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
 * All processes of this machine.
 *
 * <p>Processes come and go while they are read. One that vanished after it was listed, or that may
 * not be read, is counted and left out; a detail that cannot be read costs that detail alone. Only
 * a table that cannot be listed at all is an error. One thread uses a table at a time.
 */
public interface ProcessTable {

  /** What is known of the machine. */
  HostFacts host();

  /** Whether all processes can be seen, as of now. */
  Visibility visibility();

  /** The clock of start ticks and CPU ticks, as of now: suspend and a stepped clock move it. */
  TickClock tickClock() throws ProcessTableException;

  /** CPU time that the whole host has used since boot, in ticks, idle time left out. */
  OptionalLong hostCpuTicks();

  /** Our own pid as this table names us, if we are in it. */
  OptionalInt ownPid();

  /** Reads the CPU time of every process and nothing else: the cheapest scan there is. */
  CpuReadings sampleCpu() throws ProcessTableException;

  /**
   * Reads every process once, in the order of pids, and shows each to the visitor. Visits come one
   * at a time and have all ended when this returns, but may be on another thread.
   *
   * @param details what to read beyond identity, name, state and CPU time
   * @return what the scan came across; less than everything when the visitor ended it
   */
  ScanCount scan(Set<ProcessDetail> details, Visitor visitor) throws ProcessTableException;

  /** Who is shown the processes. */
  interface Visitor {

    /** Asked before each process; the first {@code false} ends the scan. */
    boolean wantsMore();

    /** Shown one process. */
    void visit(ProcessReading reading);
  }

  /**
   * What a scan came across.
   *
   * @param listed processes in the listing
   * @param vanished of these, how many were gone when their turn came
   * @param unreadable of these, how many may not be read or was malformed
   */
  record ScanCount(int listed, int vanished, int unreadable) {}
}
