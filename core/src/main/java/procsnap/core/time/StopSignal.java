package procsnap.core.time;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Says that the trace is to stop: asked for once, for good, from any thread. */
public final class StopSignal {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private volatile boolean requested;
  private boolean wokenUp;

  /** Asks for the stop; a second time changes nothing. */
  public void request() {
    lock.lock();
    try {
      requested = true;
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Ends the wait that is under way, or else the next one: there is something to look at. */
  public void wakeUp() {
    lock.lock();
    try {
      wokenUp = true;
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  public boolean requested() {
    return requested;
  }

  /**
   * Waits for the stop or a wakeUp, so many ns at most. An interrupt of the thread counts as the
   * stop.
   */
  public void await(long nanos) {
    lock.lock();
    try {
      long left = nanos;
      while (!requested && !wokenUp && left > 0) {
        left = news.awaitNanos(left);
      }
      wokenUp = false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      requested = true;
    } finally {
      lock.unlock();
    }
  }
}
