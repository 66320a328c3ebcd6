package procsnap.core.cpu;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * CPU times of all processes from one scan: an immutable table of primitive columns sorted by pid,
 * about 28 bytes per process.
 */
public final class CpuReadings {

  private final long takenNanos;
  private final int[] pids;
  private final long[] startTicks;
  private final long[] cpuTicks;
  private final long[] readNanos;
  private final OptionalLong hostTicks;

  private CpuReadings(Builder builder) {
    int size = builder.size;
    takenNanos = builder.takenNanos;
    hostTicks = builder.hostTicks;
    pids = Arrays.copyOf(builder.pids, size);
    startTicks = Arrays.copyOf(builder.startTicks, size);
    cpuTicks = Arrays.copyOf(builder.cpuTicks, size);
    readNanos = Arrays.copyOf(builder.readNanos, size);
  }

  /** Monotonic time of the start of the scan, in ns. */
  public long takenNanos() {
    return takenNanos;
  }

  /** CPU time of the whole host at the start of the scan, in ticks; absent if unknown. */
  public OptionalLong hostTicks() {
    return hostTicks;
  }

  /** Number of processes read. */
  public int size() {
    return pids.length;
  }

  /** Reading of the process with this pid and start time, if it was read. */
  public Optional<CpuReading> find(int pid, long start) {
    int index = Arrays.binarySearch(pids, pid);
    return index >= 0 && startTicks[index] == start
        ? Optional.of(new CpuReading(cpuTicks[index], readNanos[index]))
        : Optional.empty();
  }

  /**
   * CPU time of one process at one instant.
   *
   * @param cpuTicks user and system time used so far, in ticks
   * @param nanos monotonic time of the read, in ns
   */
  public record CpuReading(long cpuTicks, long nanos) {}

  /** Builder of a scan; each process is added once. */
  public static final class Builder {

    private final long takenNanos;
    private OptionalLong hostTicks = OptionalLong.empty();
    private int[] pids;
    private long[] startTicks;
    private long[] cpuTicks;
    private long[] readNanos;
    private int size;

    /**
     * @param takenNanos monotonic time of the start of the scan, in ns
     * @param expected expected number of processes
     */
    public Builder(long takenNanos, int expected) {
      this.takenNanos = takenNanos;
      pids = new int[expected];
      startTicks = new long[expected];
      cpuTicks = new long[expected];
      readNanos = new long[expected];
    }

    public Builder hostTicks(OptionalLong ticks) {
      this.hostTicks = ticks;
      return this;
    }

    /** Adds a process; fastest in ascending order of pid. */
    public Builder add(int pid, long start, long ticks, long nanos) {
      if (size == pids.length) {
        grow();
      }
      int at = size;
      if (size > 0 && pids[size - 1] >= pid) {
        at = -1 - Arrays.binarySearch(pids, 0, size, pid);
        makeRoom(at, pid);
      }
      pids[at] = pid;
      startTicks[at] = start;
      cpuTicks[at] = ticks;
      readNanos[at] = nanos;
      size++;
      return this;
    }

    private void makeRoom(int at, int pid) {
      if (at < 0) {
        throw new IllegalArgumentException("pid " + pid + " occurs twice");
      }
      int after = size - at;
      System.arraycopy(pids, at, pids, at + 1, after);
      System.arraycopy(startTicks, at, startTicks, at + 1, after);
      System.arraycopy(cpuTicks, at, cpuTicks, at + 1, after);
      System.arraycopy(readNanos, at, readNanos, at + 1, after);
    }

    public CpuReadings build() {
      return new CpuReadings(this);
    }

    private void grow() {
      int capacity = size + size / 2 + 16;
      pids = Arrays.copyOf(pids, capacity);
      startTicks = Arrays.copyOf(startTicks, capacity);
      cpuTicks = Arrays.copyOf(cpuTicks, capacity);
      readNanos = Arrays.copyOf(readNanos, capacity);
    }
  }
}
