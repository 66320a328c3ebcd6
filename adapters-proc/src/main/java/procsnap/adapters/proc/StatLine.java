package procsnap.adapters.proc;

import procsnap.core.process.OsString;
import procsnap.core.process.ProcessReading;

/**
 * {@code /proc/[pid]/stat}: one line of blank-separated fields, see proc(5). The name is everything
 * between the first {@code (} and the LAST {@code )}, because it may contain parentheses and
 * newlines itself. CPU and start times are in clock ticks. Fields appended by later kernels are
 * ignored.
 *
 * <p>One object parses line after line, so a scan allocates nothing for it.
 */
final class StatLine {

  /** Flag PF_KTHREAD in the kernel's sched.h. */
  private static final long KERNEL_THREAD = 0x0020_0000;

  private final NumberScanner fields = new NumberScanner();

  private byte[] line = new byte[0];

  /** 2^64 ns in ticks of 10 ms, the length of a tick on every architecture with Java. */
  private static final long WRAPPED_TICKS = 1_844_674_407_371L;

  private int commFrom;
  private int commTo;
  private char state;
  private int parentPid;
  private boolean kernelThread;
  private long cpuTicks;
  private int threads;
  private long startTicks;

  /**
   * Parses a line of the given length.
   *
   * @return whether the line is well formed; if not, the fields are undefined
   */
  boolean parse(byte[] bytes, int length) {
    line = bytes;
    commFrom = 0;
    while (commFrom < length && bytes[commFrom] != '(') {
      commFrom++;
    }
    commTo = length - 1;
    while (commTo > commFrom && bytes[commTo] != ')') {
      commTo--;
    }
    commFrom++;
    if (commTo < commFrom || commTo + 2 >= length) {
      return false;
    }
    state = (char) (bytes[commTo + 2] & 0xFF);
    fields.reset(bytes, commTo + 3, length);
    parentPid = fields.nextInt(); // field 4
    fields.skip(4);
    kernelThread = (fields.next() & KERNEL_THREAD) != 0; // field 9
    fields.skip(4);
    long userTicks = fields.next(); // field 14
    cpuTicks = userTicks + fields.next();
    fields.skip(4);
    threads = fields.nextInt(); // field 20
    fields.skip(1);
    startTicks = unwrapped(fields.next()); // field 22
    return !fields.failed();
  }

  /**
   * Start ticks with their sign. A process that started before the boot of a time namespace, see
   * time_namespaces(7), has a negative start, which the kernel prints modulo 2^64 ns, in ticks.
   */
  private static long unwrapped(long ticks) {
    return ticks > WRAPPED_TICKS / 2 ? ticks - WRAPPED_TICKS : ticks;
  }

  OsString comm() {
    return OsString.copyOf(line, commFrom, commTo);
  }

  /** Whether the name may be the beginning of a longer one; a kernel thread's is never cut here. */
  boolean mayBeCut() {
    return commTo - commFrom >= ProcessReading.CUT_COMM && !kernelThread;
  }

  char state() {
    return state;
  }

  int parentPid() {
    return parentPid;
  }

  /** Whether this is a kernel thread, which has no memory of its own and no command line. */
  boolean isKernelThread() {
    return kernelThread;
  }

  /** User plus system time, in ticks. */
  long cpuTicks() {
    return cpuTicks;
  }

  int threads() {
    return threads;
  }

  /** Process start, in ticks since boot. */
  long startTicks() {
    return startTicks;
  }
}
