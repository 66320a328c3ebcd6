package procsnap.core.upload;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import procsnap.core.port.ObjectContent;
import procsnap.core.time.StopSignal;
import procsnap.core.time.TimeSource;

/** Counts what is sent, and bounds how many bytes go in a second, over all that goes through it. */
public final class Throttle {

  /** Sends as fast as it goes. */
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

  /** Changes the bound, from now on; called by any thread. */
  public void bound(long newBytesPerSecond) {
    bytesPerSecond = newBytesPerSecond;
  }

  /** The same content, read no faster than the bound; a stop ends the waiting. */
  ObjectContent limit(ObjectContent content, StopSignal stop) {
    return content.openedBy(() -> limited(content.open(), stop));
  }

  /** Bytes that have been read to be sent, those that were sent in vain included. */
  long passed() {
    return passed.get();
  }

  /** Waits until what was read before has had its time, and reckons with so many bytes more. */
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
