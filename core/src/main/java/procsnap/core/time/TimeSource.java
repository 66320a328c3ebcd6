package procsnap.core.time;

import java.time.Instant;

/**
 * The two clocks: a monotonic one for cadence and windows, and the wall clock for labels only. They
 * are independent; the wall clock may be stepped by years at any time.
 */
public interface TimeSource {

  /** Monotonic time in ns from an arbitrary origin, often called Java's nano time. */
  long nanos();

  /** Wall-clock time. */
  Instant now();

  /** Waits until a monotonic time has come, or the stop is requested; not at all for the past. */
  void waitUntil(long nanos, StopSignal stop);

  /** The clocks of this machine. */
  static TimeSource system() {
    return new TimeSource() {
      @Override
      public long nanos() {
        return System.nanoTime();
      }

      @Override
      public Instant now() {
        return Instant.now();
      }

      @Override
      public void waitUntil(long nanos, StopSignal stop) {
        stop.await(nanos - System.nanoTime());
      }
    };
  }
}
