package procsnap.cli.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_ERR)
class LogTest {

  @Test
  void timeIsThatOfTheZoneToTheMillisecond() {
    Instant instant = Instant.parse("2026-03-04T05:06:07.089999Z");
    assertEquals("2026-03-04 05:06:07.089Z", Log.time(instant, ZoneOffset.UTC));
    assertEquals("2026-03-04 06:06:07.089+01:00", Log.time(instant, ZoneId.of("Europe/Berlin")));
    assertEquals("2026-03-03 19:36:07.089-09:30", Log.time(instant, ZoneId.of("-09:30")));
    assertEquals(
        "0999-01-01 00:00:00.000Z",
        Log.time(Instant.parse("0999-01-01T00:00:00Z"), ZoneOffset.UTC));
  }

  @Test
  void lineChangesNoDefaultTimeZone() {
    TimeZone before = TimeZone.getDefault();
    List<String> lines = logged(Map.of(), Log.Level.DEBUG);
    assertEquals(before, TimeZone.getDefault());
    assertEquals(before.toZoneId(), ZoneId.systemDefault());
    assertTrue(
        lines.get(0).matches("\\d{4}-\\d\\d-\\d\\d .{12}\\+11:00 DEBUG 1 of 2"), lines.get(0));
  }

  @Test
  void levelDecidesWhichLinesAreLogged() {
    assertEquals(
        List.of("DEBUG", "INFO", "WARN", "ERROR"), words(logged(Map.of(), Log.Level.DEBUG)));
    assertEquals(List.of("INFO", "WARN", "ERROR"), words(logged(Map.of(), Log.Level.INFO)));
    assertEquals(List.of("WARN", "ERROR"), words(logged(Map.of(), Log.Level.WARN)));
  }

  private static List<String> words(List<String> lines) {
    return lines.stream().map(line -> line.split(" ", -1)[2]).toList();
  }

  private static List<String> logged(Map<String, String> environment, Log.Level level) {
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
    try {
      Log log = new Log(level, ZoneId.of("+11:00"), environment);
      log.debug("{} of {}", 1, 2);
      log.info("information");
      log.warn("warning {}", "{}");
      log.error("error");
    } finally {
      System.setErr(before);
    }
    return told.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
