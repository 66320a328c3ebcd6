package procsnap.core.time;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Stop request for the trace. A request is permanent and may come from any thread. */
public final class StopSignal {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile boolean requested;
  private boolean wokenUp;

  /** Requests the stop; further requests have no effect. */
  public void request() {
    lock.lock();
    try {
      requested = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Ends the current wait, or else the next one, without requesting a stop. */
  public void wakeUp() {
    lock.lock();
    try {
      wokenUp = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  public boolean requested() {
    return requested;
  }

  /**
   * Waits for a stop request or {@link #wakeUp}, for at most this many ns. An interrupt of the
   * thread counts as a stop request.
   */
  public void await(long nanos) {
    lock.lock();
    try {
      long remaining = nanos;
      while (!requested && !wokenUp && remaining > 0) {
        remaining = changed.awaitNanos(remaining);
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
