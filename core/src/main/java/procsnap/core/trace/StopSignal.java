package procsnap.core.trace;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Says that the trace is to stop: asked for once, for good, from any thread. */
public final class StopSignal {

  private final CountDownLatch latch = new CountDownLatch(1);

  /** Asks for the stop; a second time changes nothing. */
  public void request() {
    latch.countDown();
  }

  public boolean requested() {
    return latch.getCount() == 0;
  }

  /** Waits for the stop, so many ns at most. An interrupt of the thread counts as the stop. */
  public void await(long nanos) {
    try {
      // Whether it was the stop or the time is for the caller to ask.
      boolean unused = latch.await(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      request();
    }
  }
}
