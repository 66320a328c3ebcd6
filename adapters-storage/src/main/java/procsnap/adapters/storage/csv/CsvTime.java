package procsnap.adapters.storage.csv;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoField;
import java.time.zone.ZoneRules;

/** Times as they stand in a CSV, {@code YYYY-MM-DD HH:MM:SS}, in one zone. */
final class CsvTime {

  private static final int SECONDS_A_DAY = 24 * 60 * 60;

  private final ZoneRules rules;
  private long lastDay = Long.MIN_VALUE;
  private String lastDate = "";

  CsvTime(ZoneId zone) {
    rules = zone.getRules();
  }

  /** A cell of a time, cut to seconds. */
  void seconds(Instant instant, CsvOutput out) throws IOException {
    long local = instant.getEpochSecond() + rules.getOffset(instant).getTotalSeconds();
    int second = (int) Math.floorMod(local, (long) SECONDS_A_DAY);
    out.plain(date(Math.floorDiv(local, (long) SECONDS_A_DAY)));
    out.write(' ');
    out.digits(second / 3600, 2);
    out.write(':');
    out.digits(second / 60 % 60, 2);
    out.write(':');
    out.digits(second % 60, 2);
  }

  /** A cell of a time with milliseconds, {@code HH:MM:SS.mmm}, cut to them. */
  void millis(Instant instant, CsvOutput out) throws IOException {
    seconds(instant, out);
    out.write('.');
    out.digits(instant.get(ChronoField.MILLI_OF_SECOND), 3);
  }

  /** Processes that began one after the other mostly began on one day. */
  private String date(long day) {
    if (day != lastDay) {
      lastDate = LocalDate.ofEpochDay(day).toString();
      lastDay = day;
    }
    return lastDate;
  }
}
