package procsnap.core.upload;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import procsnap.core.port.ObjectContent;
import procsnap.core.time.StopSignal;
import procsnap.core.time.TimeSource;

/** Limits the bytes sent per second, over all content that passes through it, and counts them. */
public final class Throttle {

  /** Rate without a limit. */
  public static final long UNLIMITED = Long.MAX_VALUE;

  private static final int PIECE = 8 * 1024;

  private volatile long bytesPerSecond;
  private final TimeSource time;
  private final AtomicLong passed = new AtomicLong();
  private long freeAtNanos;

  public Throttle(long bytesPerSecond, TimeSource time) {
    this.bytesPerSecond = bytesPerSecond;
    this.time = time;
    this.freeAtNanos = time.nanos();
  }

  /** Changes the limit, from now on; called by any thread. */
  public void bound(long newBytesPerSecond) {
    bytesPerSecond = newBytesPerSecond;
  }

  /** The same content, read no faster than the limit; a stop ends the waiting. */
  ObjectContent limit(ObjectContent content, StopSignal stop) {
    return content.openedBy(() -> limited(content.open(), stop));
  }

  /** Bytes that have passed, those of failed attempts included. */
  long passed() {
    return passed.get();
  }

  /** Waits until the bytes before have had their time, then reserves the time of these. */
  private void pass(int bytes, StopSignal stop) {
    passed.addAndGet(bytes);
    long now = time.nanos();
    long start = Math.max(now, freeAtNanos);
    freeAtNanos = start + bytes * TimeUnit.SECONDS.toNanos(1) / bytesPerSecond;
    if (start > now) {
      time.waitUntil(start, stop);
    }
  }

  private InputStream limited(InputStream content, StopSignal stop) {
    return new FilterInputStream(content) {
      @Override
      public int read() throws IOException {
        pass(1, stop);
        return in.read();
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = in.read(buffer, offset, Math.min(PIECE, length));
        pass(Math.max(0, count), stop);
        return count;
      }
    };
  }
}
