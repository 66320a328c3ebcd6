package procsnap.core.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ends of a wait. Each wait is an hour long: only a request or a wake-up ends it in time. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StopSignalTest {

  private static final long HOUR = Duration.ofHours(1).toNanos();

  private final StopSignal signal = new StopSignal();

  @Test
  void requestEndsEveryWaitPermanently() throws InterruptedException {
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
  void wakeUpEndsTheCurrentWaitWithoutAStopRequest() throws InterruptedException {
    Thread waiting = waitingThread();
    signal.wakeUp();
    waiting.join();
    assertFalse(signal.requested());
  }

  @Test
  void wakeUpBeforeAWaitEndsOnlyThatWait() throws InterruptedException {
    signal.wakeUp();
    signal.await(HOUR);
    Thread second = waitingThread();
    assertEquals(Thread.State.TIMED_WAITING, second.getState());
    signal.request();
    second.join();
  }

  @Test
  void interruptRequestsTheStop() {
    Thread.currentThread().interrupt();
    signal.await(HOUR);
    assertTrue(signal.requested());
    assertTrue(Thread.interrupted(), "the interrupt status is kept");
  }

  @Test
  void lockIsReleasedAfterEveryCall() throws InterruptedException {
    List<Runnable> asking =
        List.of(signal::wakeUp, () -> signal.await(HOUR), signal::request, signal::request);
    for (Runnable each : asking) {
      started(each).join();
    }
    assertTrue(signal.requested());
  }

  /** Starts a thread and returns it once it waits. */
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
