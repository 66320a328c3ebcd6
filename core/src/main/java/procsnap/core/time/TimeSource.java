package procsnap.core.time;

import java.time.Instant;

/**
 * Two independent clocks: a monotonic one for cadence and windows, and the wall clock for labels
 * only. The wall clock may be stepped by years at any time.
 */
public interface TimeSource {

  /** Monotonic time in ns from an arbitrary origin, see {@link System#nanoTime}. */
  long nanos();

  /** Wall-clock time. */
  Instant now();

  /** Waits until a monotonic time or a stop request; returns at once if the time has passed. */
  void waitUntil(long nanos, StopSignal stop);

  /** Clocks of this machine. */
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
