package procsnap.adapters.proc;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import procsnap.core.port.ProcessTable.ScanCount;
import procsnap.core.port.ProcessTable.Visitor;
import procsnap.core.process.ProcessDetail;
import procsnap.core.process.ProcessReading;

/**
 * One scan of process details, safe from reads that never return: a process can block a read of its
 * command line for as long as it likes, and no signal short of SIGKILL ends that wait. Separate
 * threads therefore do the reading, normally a single one. A process whose read takes unusually
 * long is deferred with its thread, and another thread goes on with the next process. Deferred
 * reads have until the end of one deadline, which runs for all of them at the same time; then their
 * threads are abandoned, and their processes are read again without the details that may hang.
 */
final class GuardedScan {

  /** Details whose read may wait for a lock that the process itself can hold. */
  private static final Set<ProcessDetail> HANGING =
      EnumSet.of(ProcessDetail.COMMAND_LINE, ProcessDetail.IO);

  /** Maximum number of abandoned threads; beyond it, no detail that may hang is read. */
  private static final int MAX_STUCK = 512;

  /** Maximum of them for the processes of one user, so that other users' are still read. */
  static final int MAX_STUCK_OF_A_USER = 448;

  private static final long STACK_BYTES = 256 * 1024;

  /** Parts of the deadline after which a process is deferred: the first one, and those after it. */
  private static final int FIRST_PATIENCE = 10;

  private static final int NEXT_PATIENCE = 500;

  /**
   * A thread that was abandoned in a read.
   *
   * @param thread may still return, days later
   * @param user owner of the process
   * @param whole whether even the files that every scan reads hang for its process
   */
  record Stuck(Thread thread, OptionalLong user, boolean whole) {}

  /** A thread whose read is deferred, and when it began. */
  private record Deferred(Thread thread, OptionalLong user, long sinceNanos) {}

  /** What such a thread has read after all, or why not. */
  private record Late(
      @Nullable ProcessReading process, @Nullable UnreadableProcessException problem) {}

  private final Set<ProcessDetail> details;
  private final OpenStatCache cache;
  private final Visitor visitor;
  private final Map<Integer, Stuck> stuck;
  private final Supplier<ProcessFiles> files;
  private final long deadlineNanos;

  private volatile Set<OptionalLong> fullUsers = Set.of();
  private volatile boolean full;

  /** Processes that are read, in this order. */
  private int[] pids;

  /** Results of deferred reads, by pid. */
  private final Map<Integer, Late> late = new ConcurrentHashMap<>();

  private CountDownLatch done = new CountDownLatch(1);

  /**
   * Current reader and its position. Upper half: number of the reading thread. Lower half: 2i + 1
   * while it reads process i, 2i while it passes that process to the visitor. Negative while no
   * thread is reading.
   */
  private final AtomicLong progress = new AtomicLong(-1);

  private volatile @Nullable Throwable thrown;
  private volatile boolean stopped;
  private boolean interrupted;
  private int readers;
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
    int listed = pids.length;
    stuck.values().removeIf(left -> !left.thread().isAlive());
    int[] hung = abandon(readAll());
    if (hung.length > 0 && !stopped) {
      pids = hung;
      unreadable += abandon(readAll()).length;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    rethrow();
    return new ScanCount(listed, vanished, unreadable);
  }

  /** Reads all processes but those that take long, which are returned. */
  private Map<Integer, Deferred> readAll() {
    Map<Integer, Deferred> deferred = new LinkedHashMap<>();
    done = new CountDownLatch(1);
    progress.set(-1);
    limit(deferred);
    Thread reader = start(files.get(), 0);
    long seen = progress.get();
    long polled = System.nanoTime();
    long waited = 0;
    while (!isDone(deferred.isEmpty() ? patience(true) / 4 : patience(false))) {
      long last = polled;
      polled = System.nanoTime();
      waited = progress.get() == seen ? waited + sincePoll(polled - last, deferred.isEmpty()) : 0;
      seen = progress.get();
      if (isReading(seen)
          && waited >= patience(deferred.isEmpty())
          && progress.compareAndSet(seen, -1)) {
        int index = (int) seen / 2;
        ProcessFiles next = files.get();
        OptionalLong user = next.user(pids[index]);
        deferred.put(pids[index], new Deferred(reader, user, polled - waited));
        limit(deferred);
        reader = start(next, index + 1);
        // Most often the next one hangs, too, and is being read at the next poll already.
        seen = position(readers, index + 1) + 1;
        polled = System.nanoTime();
        waited = 0;
      }
    }
    return deferred;
  }

  /**
   * Time that the reader has had since the last poll. While this process was stopped or starved,
   * the reader was too; once something hangs, deferring too early costs only a thread for a moment.
   */
  private long sincePoll(long elapsed, boolean first) {
    return first ? Math.min(elapsed, patience(true) / 2) : elapsed;
  }

  private long patience(boolean first) {
    return deadlineNanos / (first ? FIRST_PATIENCE : NEXT_PATIENCE);
  }

  /** Determines who may have no more threads, besides the abandoned ones and these. */
  private void limit(Map<Integer, Deferred> deferred) {
    Map<OptionalLong, Integer> threads = new HashMap<>();
    stuck.values().forEach(left -> threads.merge(left.user(), 1, Integer::sum));
    deferred.forEach(
        (pid, read) -> {
          if (!late.containsKey(pid)) {
            threads.merge(read.user(), 1, Integer::sum);
          }
        });
    full = threads.values().stream().mapToInt(Integer::intValue).sum() >= MAX_STUCK;
    threads.values().removeIf(count -> count < MAX_STUCK_OF_A_USER);
    fullUsers = threads.keySet();
  }

  /**
   * Delivers the deferred reads that return in time, and abandons the rest.
   *
   * @return pids of the rest
   */
  private int[] abandon(Map<Integer, Deferred> deferred) {
    IntStream.Builder hung = IntStream.builder();
    for (Map.Entry<Integer, Deferred> entry : deferred.entrySet()) {
      int pid = entry.getKey();
      Deferred read = entry.getValue();
      while (!late.containsKey(pid)
          && System.nanoTime() - read.sinceNanos() < deadlineNanos
          && !stopped) {
        LockSupport.parkNanos(patience(false));
        interrupted |= Thread.interrupted();
        stopped = !visitor.wantsMore();
      }
      Late result = late.remove(pid);
      if (result != null) {
        deliver(result.process(), result.problem());
      } else {
        boolean again = stuck.containsKey(pid);
        stuck.put(pid, new Stuck(read.thread(), read.user(), again));
        hung.add(pid);
      }
    }
    return hung.build().toArray();
  }

  /** Starts a thread that reads from an index on. */
  private Thread start(ProcessFiles reader, int index) {
    int number = ++readers;
    Thread thread =
        new Thread(null, () -> readFrom(number, index, reader), "procsnap-reader", STACK_BYTES);
    thread.setDaemon(true);
    try {
      thread.start();
    } catch (OutOfMemoryError e) {
      // No more threads for this user or service: nothing that may hang is read from here on.
      full = true;
      readFrom(number, index, reader);
    }
    return thread;
  }

  private static long position(int number, int index) {
    return (long) number << 32 | 2L * index;
  }

  private void readFrom(int number, int first, ProcessFiles reader) {
    progress.set(position(number, first));
    try {
      for (int i = first; i < pids.length; i++) {
        if (!visitor.wantsMore()) {
          stopped = true;
          break;
        }
        if (!read(number, i, reader)) {
          return;
        }
      }
    } catch (Throwable e) {
      if (progress.get() >>> 32 != number) {
        // A deferred read; another thread is the current reader.
        return;
      }
      thrown = e;
    }
    done.countDown();
  }

  /** Reads one process; returns whether this thread is still the current reader. */
  private boolean read(int number, int index, ProcessFiles reader) {
    int pid = pids[index];
    Stuck left = stuck.get(pid);
    if (left != null && left.whole()) {
      unreadable++;
      return true;
    }
    boolean leaveOut =
        left != null || full || (!fullUsers.isEmpty() && fullUsers.contains(reader.user(pid)));
    long reading = position(number, index) + 1;
    progress.set(reading);
    ProcessReading process = null;
    UnreadableProcessException problem = null;
    try {
      process = reader.read(pid, details, leaveOut ? HANGING : Set.of(), cache);
    } catch (UnreadableProcessException e) {
      problem = e;
    }
    if (!progress.compareAndSet(reading, reading - 1)) {
      late.put(pid, new Late(process, problem));
      return false;
    }
    deliver(process, problem);
    return true;
  }

  private void deliver(
      @Nullable ProcessReading process, @Nullable UnreadableProcessException problem) {
    if (process != null) {
      visitor.visit(process);
    } else if (problem != null && problem.isVanished()) {
      vanished++;
    } else {
      unreadable++;
    }
  }

  private boolean isDone(long nanos) {
    try {
      return done.await(nanos, TimeUnit.NANOSECONDS);
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
