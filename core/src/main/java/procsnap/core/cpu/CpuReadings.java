package procsnap.core.cpu;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One scan of the CPU time of all processes: an immutable table of primitive columns, sorted by
 * pid, about 28 bytes a process.
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

  /** When the scan began, monotonic, in ns. */
  public long takenNanos() {
    return takenNanos;
  }

  /** CPU time that the whole host had used when the scan began, in ticks, if it was told. */
  public OptionalLong hostTicks() {
    return hostTicks;
  }

  /** How many processes were read. */
  public int size() {
    return pids.length;
  }

  /** The reading of this very process (pid and start ticks), if it was read. */
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
   * @param nanos when it was read, monotonic, in ns
   */
  public record CpuReading(long cpuTicks, long nanos) {}

  /** Collects a scan; processes must come in the order of their pids, each once. */
  public static final class Builder {

    private final long takenNanos;
    private OptionalLong hostTicks = OptionalLong.empty();
    private int[] pids;
    private long[] startTicks;
    private long[] cpuTicks;
    private long[] readNanos;
    private int size;

    /**
     * @param takenNanos when the scan begins, monotonic, in ns
     * @param expected about how many processes there will be
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

    public Builder add(int pid, long start, long ticks, long nanos) {
      if (size > 0 && pids[size - 1] >= pid) {
        throw new IllegalArgumentException("pid " + pid + " after pid " + pids[size - 1]);
      }
      if (size == pids.length) {
        grow();
      }
      pids[size] = pid;
      startTicks[size] = start;
      cpuTicks[size] = ticks;
      readNanos[size] = nanos;
      size++;
      return this;
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
