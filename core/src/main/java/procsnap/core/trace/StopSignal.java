package procsnap.core.trace;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Says that the trace is to stop: asked for once, for good, from any thread. */
public final class StopSignal {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private volatile boolean requested;
  private boolean nudged;

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
  public void nudge() {
    lock.lock();
    try {
      nudged = true;
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  public boolean requested() {
    return requested;
  }

  /**
   * Waits for the stop or a nudge, so many ns at most. An interrupt of the thread counts as the
   * stop.
   */
  public void await(long nanos) {
    lock.lock();
    try {
      long left = nanos;
      while (!requested && !nudged && left > 0) {
        left = news.awaitNanos(left);
      }
      nudged = false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      requested = true;
    } finally {
      lock.unlock();
    }
  }
}
