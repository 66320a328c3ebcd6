package procsnap.adapters.format.csv;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoField;
import java.time.zone.ZoneRules;

/**
 * Column of times, {@code YYYY-MM-DD HH:MM:SS}, in one zone. The text of a second is cached for the
 * next row: neighboring processes often started in the same second.
 */
final class CsvTime {

  private static final int SECONDS_PER_DAY = 24 * 60 * 60;

  private final ZoneRules rules;
  private long lastSecond = Long.MIN_VALUE;
  private byte[] lastText = {};

  CsvTime(ZoneId zone) {
    rules = zone.getRules();
  }

  /** Writes a time truncated to seconds. */
  void seconds(Instant instant, CsvOutput out) throws IOException {
    if (instant.getEpochSecond() != lastSecond) {
      lastSecond = instant.getEpochSecond();
      lastText = text(lastSecond + rules.getOffset(instant).getTotalSeconds());
    }
    out.plain(lastText);
  }

  /** Writes a time truncated to milliseconds, {@code HH:MM:SS.mmm}. */
  void millis(Instant instant, CsvOutput out) throws IOException {
    seconds(instant, out);
    out.write('.');
    out.digits(instant.get(ChronoField.MILLI_OF_SECOND), 3);
  }

  private static byte[] text(long local) {
    int second = (int) Math.floorMod(local, (long) SECONDS_PER_DAY);
    StringBuilder text = new StringBuilder();
    text.append(LocalDate.ofEpochDay(Math.floorDiv(local, (long) SECONDS_PER_DAY))).append(' ');
    twoDigits(second / 3600, text);
    text.append(':');
    twoDigits(second / 60 % 60, text);
    text.append(':');
    twoDigits(second % 60, text);
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static void twoDigits(int number, StringBuilder text) {
    text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }
}
