package procsnap.core.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What ends a wait. Each wait here is of an hour: only a request or a wakeUp ends it in time. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StopSignalTest {

  private static final long HOUR = Duration.ofHours(1).toNanos();

  private final StopSignal signal = new StopSignal();

  @Test
  void requestEndsEveryWaitForGood() throws InterruptedException {
    List<Thread> waiting = List.of(waitingThread(), waitingThread());
    signal.request();
    for (Thread each : waiting) {
      each.join();
    }
    signal.request();
    signal.await(HOUR);
    assertTrue(signal.requested());
  }

  @Test
  void nudgeEndsTheWaitThatIsUnderWayAndAsksForNoStop() throws InterruptedException {
    Thread waiting = waitingThread();
    signal.wakeUp();
    waiting.join();
    assertFalse(signal.requested());
  }

  @Test
  void nudgeBeforeTheWaitEndsThatOneAndNoOther() throws InterruptedException {
    signal.wakeUp();
    signal.await(HOUR);
    Thread second = waitingThread();
    assertEquals(Thread.State.TIMED_WAITING, second.getState());
    signal.request();
    second.join();
  }

  @Test
  void interruptCountsAsTheStop() {
    Thread.currentThread().interrupt();
    signal.await(HOUR);
    assertTrue(signal.requested());
    assertTrue(Thread.interrupted(), "and is kept for whoever else looks");
  }

  @Test
  void whoAsksLetsTheNextOneAsk() throws InterruptedException {
    List<Runnable> asking =
        List.of(signal::wakeUp, () -> signal.await(HOUR), signal::request, signal::request);
    for (Runnable each : asking) {
      started(each).join();
    }
    assertTrue(signal.requested());
  }

  /** A thread that is in its wait by now. */
  private Thread waitingThread() throws InterruptedException {
    Thread thread = started(() -> signal.await(HOUR));
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.sleep(1);
    }
    return thread;
  }

  private static Thread started(Runnable runnable) {
    Thread thread = new Thread(runnable);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
