package procsnap.core.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import procsnap.core.port.BytesContent;
import procsnap.core.time.FakeTime;
import procsnap.core.time.StopSignal;

/** How fast content passes through a limit. */
class ThrottleTest {

  private final FakeTime time = new FakeTime(Instant.EPOCH);
  private final StopSignal stop = new StopSignal();

  @Test
  void limitHoldsOverAllContent() throws IOException {
    Throttle throttle = new Throttle(1000, time);
    for (int i = 0; i < 3; i++) {
      assertEquals(10_000, read(throttle, 10_000));
    }
    double seconds = time.nanos() / 1e9;
    assertTrue(seconds > 20 && seconds <= 30, seconds + " s");
  }

  @Test
  void singleBytesAreLimitedAndCountedLikeMany() throws IOException {
    Throttle throttle = new Throttle(10, time);
    BytesContent content = BytesContent.random(50, 1);
    try (InputStream in = throttle.limit(content, stop).open()) {
      for (int i = 0; i < 21; i++) {
        assertEquals(content.content()[i], (byte) in.read());
      }
    }
    // The first passes at once, each of the 20 others 0.1 s later.
    assertEquals(2_000_000_000L, time.nanos());
    assertEquals(21, throttle.passed());
  }

  @Test
  void withoutALimitNothingWaitsAndAllIsCounted() throws IOException {
    Throttle throttle = new Throttle(Throttle.UNLIMITED, time);
    long start = time.nanos();
    assertEquals(100_000, read(throttle, 100_000));
    assertEquals(5, read(throttle, 5));
    assertEquals(start, time.nanos());
    assertEquals(100_005, throttle.passed());
  }

  @Test
  void idleTimeIsNotSavedUp() throws IOException {
    Throttle throttle = new Throttle(1000, time);
    time.pass(3_600_000_000_000L);
    long start = time.nanos();
    read(throttle, 20_000);
    assertTrue(time.nanos() - start > 10_000_000_000L);
  }

  private long read(Throttle throttle, int bytes) throws IOException {
    try (InputStream in = throttle.limit(BytesContent.random(bytes, 1), stop).open()) {
      return in.readAllBytes().length;
    }
  }
}
