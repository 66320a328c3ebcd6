package procsnap.adapters.proc;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import procsnap.core.port.ProcessTable.ScanCount;
import procsnap.core.port.ProcessTable.Visitor;
import procsnap.core.process.ProcessDetail;
import procsnap.core.process.ProcessReading;

/**
 * One scan of process details, safe from reads that never return: a process can block a read of its
 * command line for as long as it likes, and no signal short of SIGKILL ends that wait. A separate
 * thread therefore does the reading. When one read exceeds the deadline, that thread is abandoned
 * and a new one continues with the same process, without the details that may hang. Normally there
 * is one thread, and nothing is handed over between threads.
 */
final class GuardedScan {

  /** Details whose read may wait for a lock that the process itself can hold. */
  private static final Set<ProcessDetail> HANGING =
      EnumSet.of(ProcessDetail.COMMAND_LINE, ProcessDetail.IO);

  /** Maximum number of abandoned threads; beyond it, no detail that may hang is read. */
  private static final int MAX_STUCK = 32;

  /**
   * A thread that was abandoned in a read.
   *
   * @param thread may still return, days later
   * @param whole whether even the files that every scan reads hang for its process
   */
  record Stuck(Thread thread, boolean whole) {}

  private final int[] pids;
  private final Set<ProcessDetail> details;
  private final OpenStatCache cache;
  private final Visitor visitor;
  private final Map<Integer, Stuck> stuck;
  private final Supplier<ProcessFiles> files;
  private final long deadlineNanos;

  private final CountDownLatch done = new CountDownLatch(1);

  /**
   * Current reader and its position. Upper half: number of the reading thread. Lower half: 2i + 1
   * while it reads process i, 2i while it passes that process to the visitor. Negative while no
   * thread is reading.
   */
  private final AtomicLong progress = new AtomicLong(-1);

  private volatile @Nullable Throwable thrown;
  private boolean interrupted;
  private int vanished;
  private int unreadable;

  /**
   * @param pids processes to read, in this order
   * @param cache open files and kernel threads known from the last CPU sample
   * @param stuck abandoned threads by the pid they hang in; this scan adds its own
   * @param files creates the reader of each thread
   * @param deadlineNanos maximum time to read one process
   */
  GuardedScan(
      int[] pids,
      Set<ProcessDetail> details,
      OpenStatCache cache,
      Visitor visitor,
      Map<Integer, Stuck> stuck,
      Supplier<ProcessFiles> files,
      long deadlineNanos) {
    this.pids = pids;
    this.details = details;
    this.cache = cache;
    this.visitor = visitor;
    this.stuck = stuck;
    this.files = files;
    this.deadlineNanos = deadlineNanos;
  }

  /** Runs the scan and returns when all visits have ended. */
  ScanCount run() {
    stuck.values().removeIf(left -> !left.thread().isAlive());
    long number = 0;
    Thread reader = start(number, 0);
    long seen = progress.get();
    long seenSince = System.nanoTime();
    while (!isDone()) {
      long now = progress.get();
      if (now != seen) {
        seen = now;
        seenSince = System.nanoTime();
      } else if (isReading(seen)
          && System.nanoTime() - seenSince >= deadlineNanos
          && progress.compareAndSet(seen, -1)) {
        int index = (int) seen / 2;
        // On the second hang, even the files that every scan reads block: nothing can be read.
        boolean whole = stuck.containsKey(pids[index]);
        stuck.put(pids[index], new Stuck(reader, whole));
        reader = start(++number, index);
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    rethrow();
    return new ScanCount(pids.length, vanished, unreadable);
  }

  private Thread start(long number, int index) {
    ProcessFiles reader = files.get();
    Thread thread = new Thread(() -> readFrom(number << 32, index, reader), "procsnap-reader");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void readFrom(long number, int first, ProcessFiles reader) {
    try {
      for (int i = first; i < pids.length && visitor.wantsMore(); i++) {
        if (!read(number, i, reader)) {
          return;
        }
      }
    } catch (Throwable e) {
      thrown = e;
    }
    done.countDown();
  }

  /** Reads one process; returns whether this thread is still the current reader. */
  private boolean read(long number, int index, ProcessFiles reader) {
    int pid = pids[index];
    Stuck left = stuck.get(pid);
    if (left != null && left.whole()) {
      unreadable++;
      return true;
    }
    Set<ProcessDetail> hanging = left != null || stuck.size() >= MAX_STUCK ? HANGING : Set.of();
    long reading = number | (2L * index + 1);
    progress.set(reading);
    ProcessReading process;
    try {
      process = reader.read(pid, details, hanging, cache);
    } catch (UnreadableProcessException e) {
      if (!progress.compareAndSet(reading, reading - 1)) {
        return false;
      }
      vanished += e.isVanished() ? 1 : 0;
      unreadable += e.isVanished() ? 0 : 1;
      return true;
    }
    if (!progress.compareAndSet(reading, reading - 1)) {
      return false;
    }
    visitor.visit(process);
    return true;
  }

  private boolean isDone() {
    try {
      return done.await(deadlineNanos / 4, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      // The visitor decides when the scan ends; the interrupt is restored after that.
      interrupted = true;
      return false;
    }
  }

  private static boolean isReading(long progress) {
    return progress >= 0 && progress % 2 == 1;
  }

  private void rethrow() {
    Throwable cause = thrown;
    if (cause instanceof RuntimeException exception) {
      throw exception;
    } else if (cause instanceof Error error) {
      throw error;
    }
  }
}
