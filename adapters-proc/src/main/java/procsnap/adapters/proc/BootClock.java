package procsnap.adapters.proc;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.concurrent.TimeUnit;

/**
 * Time since boot on the clock of start ticks, CLOCK_BOOTTIME. {@code /proc/uptime} contains it,
 * but a container may see an emulated file (lxcfs counts from the container's start), while start
 * ticks come from the kernel. This process is used as a check: it cannot have started later than
 * now. If {@code uptime} implies that it did, the start ticks of a new thread give the current
 * time.
 */
final class BootClock {

  private static final int CAP = 64 * 1024;

  /** Resolution of both values, plus room for a clock that is slewed in between. */
  private static final long TOLERANCE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final String root;
  private final long tickNanos;
  private final boolean uptimeIsTrue;

  /**
   * @param root directory of the process table
   * @param ticksPerSecond length of a start tick
   * @param uptimeNanos current value of {@code uptime}
   */
  BootClock(String root, int ticksPerSecond, long uptimeNanos) {
    this.root = root;
    this.tickNanos = TimeUnit.SECONDS.toNanos(1) / ticksPerSecond;
    this.uptimeIsTrue = ownStartNanos("self/stat") <= uptimeNanos + TOLERANCE_NANOS;
  }

  /** Time since boot in ns, given the current value of {@code uptime}. */
  long nanos(long uptimeNanos) {
    if (uptimeIsTrue) {
      return uptimeNanos;
    }
    long now = startOfANewThread();
    return now == Long.MIN_VALUE ? uptimeNanos : now;
  }

  private long startOfANewThread() {
    long[] start = {Long.MIN_VALUE};
    Thread thread =
        new Thread(() -> start[0] = ownStartNanos("thread-self/stat"), "procsnap-clock");
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Long.MIN_VALUE;
    }
    return start[0];
  }

  /** Start of this process or thread; the smallest number if the table does not contain it. */
  private long ownStartNanos(String file) {
    ReadBuffer buffer = new ReadBuffer();
    StatLine stat = new StatLine();
    try (RandomAccessFile in = new RandomAccessFile(root + "/" + file, "r")) {
      buffer.fill(in, CAP);
    } catch (IOException e) {
      return Long.MIN_VALUE;
    }
    return stat.parse(buffer.bytes(), buffer.length())
        ? stat.startTicks() * tickNanos
        : Long.MIN_VALUE;
  }
}
