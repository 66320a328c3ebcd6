package procsnap.core.trace;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Description of a trace's start. */
class TraceDescriptionTest {

  @Test
  void clockOlderThanTheProgramIsNotSet() {
    assertFalse(isClockSet("1970-01-01T00:00:07Z"), "no battery-backed clock");
    assertFalse(isClockSet("2025-12-31T23:59:59Z"));
    assertTrue(isClockSet("2026-01-01T00:00:00Z"));
    assertTrue(isClockSet("2036-01-01T00:00:00Z"));
  }

  private static boolean isClockSet(String start) {
    return TraceDescriptions.startedAt(Instant.parse(start)).isClockSet();
  }
}
