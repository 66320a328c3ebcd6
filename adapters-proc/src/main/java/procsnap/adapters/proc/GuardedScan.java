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
 * One scan of details, safe from reads that do not return: a process can make the kernel wait for
 * as long as it likes when its command line is read, and no signal short of death ends that wait.
 * So the reading is done by a thread of its own, and when one read takes longer than the deadline
 * that thread is left behind and another goes on with the same process, without the details that
 * may hang. Normally it is one thread, and nothing is handed over between threads.
 */
final class GuardedScan {

  /** Reads that may wait for a lock the process itself can hold. */
  private static final Set<ProcessDetail> HANGING =
      EnumSet.of(ProcessDetail.COMMAND_LINE, ProcessDetail.IO);

  /** So many threads are left behind at most; from then on nothing that may hang is read. */
  private static final int MAX_STUCK = 32;

  /**
   * A thread that was left behind.
   *
   * @param thread it may come back, days later
   * @param whole whether not even what is always read could be read of its process
   */
  record Stuck(Thread thread, boolean whole) {}

  private final int[] pids;
  private final Set<ProcessDetail> details;
  private final OpenStatCache known;
  private final Visitor visitor;
  private final Map<Integer, Stuck> stuck;
  private final Supplier<ProcessFiles> files;
  private final long deadlineNanos;

  private final CountDownLatch done = new CountDownLatch(1);

  /**
   * Who is where: the number of the reading thread in the upper half; in the lower 2i + 1 while it
   * reads process i, 2i while it shows it to the visitor. Negative while nobody reads.
   */
  private final AtomicLong progress = new AtomicLong(-1);

  private volatile @Nullable Throwable thrown;
  private boolean interrupted;
  private int vanished;
  private int unreadable;

  /**
   * @param pids what to read, in this order
   * @param known what the last CPU sample left
   * @param stuck threads that were left behind, by the pid they hang in: added to
   * @param files makes the reader of each thread
   * @param deadlineNanos how long one process may take to read
   */
  GuardedScan(
      int[] pids,
      Set<ProcessDetail> details,
      OpenStatCache known,
      Visitor visitor,
      Map<Integer, Stuck> stuck,
      Supplier<ProcessFiles> files,
      long deadlineNanos) {
    this.pids = pids;
    this.details = details;
    this.known = known;
    this.visitor = visitor;
    this.stuck = stuck;
    this.files = files;
    this.deadlineNanos = deadlineNanos;
  }

  /** Runs the scan; returns when all visits have ended. */
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
        // The second time it hangs in what is always read: nothing can be told of it.
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

  /** Returns whether this thread is still the one that reads. */
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
      process = reader.read(pid, details, hanging, known);
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
      // The visitor says when the scan is to end; the interrupt is passed on after that.
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
