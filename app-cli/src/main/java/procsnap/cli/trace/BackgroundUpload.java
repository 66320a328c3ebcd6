package procsnap.cli.trace;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import procsnap.core.port.ObjectStore;
import procsnap.core.record.SnapshotOutcome;
import procsnap.core.record.TraceEvents;
import procsnap.core.time.StopSignal;
import procsnap.core.trace.TraceDescription;
import procsnap.core.upload.Uploader;
import procsnap.core.upload.Uploader.Drained;

/**
 * The thread that uploads while a trace goes on. It sleeps until a snapshot is published and then a
 * random while, so that a thousand machines which record at the same instant do not upload at the
 * same instant.
 */
final class BackgroundUpload implements TraceEvents, AutoCloseable {

  /** How often a store is tried that people have to mend first. */
  private static final Duration PROBE = Duration.ofMinutes(15);

  private static final Duration LONGEST_SPREAD = Duration.ofSeconds(30);

  /** Who wants the end now does not wait for a store that takes nothing for so long. */
  private static final Duration STANDSTILL = Duration.ofMillis(700);

  /** How long a request may take to end once it was told to. */
  private static final Duration PATIENCE = Duration.ofMillis(300);

  private final Uploader uploads;
  private final ObjectStore store;
  private final BooleanSupplier paused;
  private final RandomGenerator random;
  private final long spreadMillis;
  private final Thread thread = new Thread(this::run, "procsnap-upload");
  private final StopSignal normal = new StopSignal();
  private final StopSignal flush = new StopSignal();
  private boolean news = true;
  private boolean flushing;

  /**
   * @param paused whether nothing is to be sent for now
   * @param interval that of the trace: the upload is spread over a tenth of it, half a minute at
   *     most
   */
  BackgroundUpload(
      Uploader uploads,
      ObjectStore store,
      BooleanSupplier paused,
      Duration interval,
      RandomGenerator random) {
    this.uploads = uploads;
    this.store = store;
    this.paused = paused;
    this.random = random;
    this.spreadMillis = Math.min(interval.toMillis() / 10, LONGEST_SPREAD.toMillis());
    thread.setDaemon(true);
  }

  /** Not before the trace has its directories: those above them go when nothing else is in them. */
  @Override
  public void started(TraceDescription description, String place) {
    thread.start();
  }

  @Override
  public synchronized void snapshot(long number, SnapshotOutcome outcome) {
    if (outcome instanceof SnapshotOutcome.Complete) {
      news = true;
      notifyAll();
    }
  }

  /**
   * Goes on for so long at most with what waits; once the end is wanted, no longer with a store
   * that is lost or stands still.
   *
   * @param end asked for when somebody wants the end now, before or while this goes on
   */
  void flush(Duration timeout, StopSignal end) {
    synchronized (this) {
      flushing = true;
      notifyAll();
    }
    normal.request();
    long deadline = System.nanoTime() + timeout.toNanos();
    long left = timeout.toNanos();
    long before = -1;
    while (thread.isAlive()
        && left > 0
        && (!end.requested() || (uploads.isHealthy() && uploads.progress() > before))) {
      before = uploads.progress();
      join(Duration.ofNanos(Math.min(left, STANDSTILL.toNanos())));
      left = deadline - System.nanoTime();
    }
  }

  /** Ends it; what still waits, waits. */
  @Override
  public void close() {
    normal.request();
    flush.request();
    synchronized (this) {
      flushing = true;
      notifyAll();
    }
    store.close();
    join(PATIENCE);
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
      while (!isFlushing()) {
        awaitNews();
        pause(random.nextLong(spreadMillis + 1));
        if (!isFlushing() && !paused.getAsBoolean() && uploads.drain(normal) == Drained.REJECTED) {
          pause(PROBE.toMillis());
          hearOfNews();
        }
      }
      if (!paused.getAsBoolean()) {
        uploads.drain(flush);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean isFlushing() {
    return flushing;
  }

  private synchronized void awaitNews() throws InterruptedException {
    while (!news && !flushing) {
      wait();
    }
    news = false;
  }

  private synchronized void hearOfNews() {
    news = true;
  }

  private synchronized void pause(long millis) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
    for (long left = millis; left > 0 && !flushing; ) {
      wait(left);
      left = Duration.ofNanos(end - System.nanoTime()).toMillis();
    }
  }
}
