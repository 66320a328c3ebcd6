package procsnap.cli.trace;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import procsnap.core.port.ObjectStore;
import procsnap.core.record.SnapshotOutcome;
import procsnap.core.record.TraceEvents;
import procsnap.core.time.StopSignal;
import procsnap.core.time.TimeSource;
import procsnap.core.trace.TraceDescription;
import procsnap.core.upload.FinalFlush;
import procsnap.core.upload.UploadSchedule;
import procsnap.core.upload.Uploader;
import procsnap.core.upload.Uploader.Drained;

/**
 * The thread that uploads while a trace records: it sleeps until its schedule has an upload due.
 */
final class UploadThread implements TraceEvents, AutoCloseable {

  /** Longest wait for a request to end, once the store is closed. */
  private static final Duration LAST_WAIT = Duration.ofMillis(300);

  private final Uploader uploader;
  private final ObjectStore store;
  private final BooleanSupplier paused;
  private final UploadSchedule schedule;
  private final TimeSource time;
  private final Thread thread = new Thread(this::run, "procsnap-upload");
  private final StopSignal stopSchedule = new StopSignal();
  private final StopSignal stopFlush = new StopSignal();
  private boolean flushing;

  /**
   * @param paused whether nothing is to be sent for now
   */
  UploadThread(
      Uploader uploader,
      ObjectStore store,
      BooleanSupplier paused,
      UploadSchedule schedule,
      TimeSource time) {
    this.uploader = uploader;
    this.store = store;
    this.paused = paused;
    this.schedule = schedule;
    this.time = time;
    thread.setDaemon(true);
  }

  /** Starts once the trace has its directories: the queue deletes empty ones above them. */
  @Override
  public void started(TraceDescription description, String place) {
    thread.start();
  }

  @Override
  public synchronized void snapshot(long number, SnapshotOutcome outcome) {
    if (outcome instanceof SnapshotOutcome.Complete) {
      schedule.published(time.nanos());
      notifyAll();
    }
  }

  /**
   * Waits until nothing is pending, for as long as {@link FinalFlush} allows.
   *
   * @param end requested when somebody wants the end at once, before or during the flush
   */
  void flush(Duration timeout, StopSignal end) {
    endSchedule();
    FinalFlush flush = new FinalFlush(time.nanos(), timeout);
    long waitNanos = nextWaitNanos(flush, end);
    while (thread.isAlive() && waitNanos != FinalFlush.OVER) {
      join(Duration.ofNanos(waitNanos));
      waitNanos = nextWaitNanos(flush, end);
    }
  }

  private long nextWaitNanos(FinalFlush flush, StopSignal end) {
    return flush.nextWaitNanos(
        time.nanos(), end.requested(), uploader.isHealthy(), uploader.progress());
  }

  /** Ends the upload; what is pending stays in the queue. */
  @Override
  public void close() {
    stopFlush.request();
    endSchedule();
    store.close();
    join(LAST_WAIT);
  }

  private void endSchedule() {
    stopSchedule.request();
    synchronized (this) {
      flushing = true;
      notifyAll();
    }
  }

  private void join(Duration atMost) {
    try {
      thread.join(Math.max(1, atMost.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (awaitDue()) {
        if (!paused.getAsBoolean()) {
          ended(uploader.drain(stopSchedule));
        }
      }
      if (!paused.getAsBoolean()) {
        uploader.drain(stopFlush);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void ended(Drained result) {
    schedule.ended(result, time.nanos());
  }

  /**
   * Waits until an upload is due.
   *
   * @return false when the schedule has ended
   */
  private synchronized boolean awaitDue() throws InterruptedException {
    while (!flushing) {
      long dueNanos = schedule.dueNanos();
      long leftNanos = dueNanos - time.nanos();
      if (dueNanos == UploadSchedule.IDLE) {
        wait();
      } else if (leftNanos > 0) {
        TimeUnit.NANOSECONDS.timedWait(this, leftNanos);
      } else {
        schedule.began();
        return true;
      }
    }
    return false;
  }
}
