package procsnap.cli.log;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.MessageFormatter;

/**
 * The log on standard error, through slf4j. The first line that is logged starts it: a program that
 * logs nothing does not wait for it. Used by several threads.
 */
public final class Log {

  /** The least severe level that is logged. */
  public enum Level {
    DEBUG,
    INFO,
    WARN
  }

  static final String NAME = "procsnap";

  private final ZoneId zone;
  private final boolean journal;
  private final ProgressLine line = new ProgressLine();
  private volatile Level level;
  private volatile @Nullable Logger logger;

  /**
   * @param level the least severe level that is logged
   * @param zone zone of the times in the log
   * @param environment the environment variables
   */
  public Log(Level level, ZoneId zone, Map<String, String> environment) {
    this.level = level;
    this.zone = zone;
    this.journal = Journal.takes(environment);
  }

  /** Changes the least severe level that is logged. */
  public void setLevel(Level newLevel) {
    level = newLevel;
  }

  /** The line below the log, on a terminal; each entry erases it. */
  public ProgressLine line() {
    return line;
  }

  /** Logs a detail for those who asked for more; {@code {}} stands for an argument. */
  public void debug(String format, Object... arguments) {
    if (level == Level.DEBUG) {
      log(7, "DEBUG", format, arguments, Logger::debug);
    }
  }

  /** Logs progress. */
  public void info(String format, Object... arguments) {
    if (level != Level.WARN) {
      log(6, "INFO", format, arguments, Logger::info);
    }
  }

  /** Logs a problem that does not end the command. */
  public void warn(String format, Object... arguments) {
    log(4, "WARN", format, arguments, Logger::warn);
  }

  /** Logs a failure. */
  public void error(String format, Object... arguments) {
    log(3, "ERROR", format, arguments, Logger::error);
  }

  /** One of a logger's methods. */
  private interface Logging {
    void log(Logger to, String text);
  }

  /** The journal adds the time itself and has its own way to mark the level, see sd-daemon(3). */
  private void log(int priority, String word, String format, Object[] arguments, Logging logging) {
    line.erase();
    String text = MessageFormatter.arrayFormat(format, arguments).getMessage();
    String head = journal ? "<" + priority + ">" : time(Instant.now(), zone) + " " + word + " ";
    logging.log(logger(), head + text);
  }

  /**
   * The time as {@code 2026-11-23 01:57:02.571Z}. By hand, for Java's formatters and calendars take
   * longer to load than the rest of a line.
   */
  static String time(Instant instant, ZoneId zone) {
    ZonedDateTime time = instant.atZone(zone);
    StringBuilder text = new StringBuilder(32);
    append(text, time.getYear(), 4).append('-');
    append(text, time.getMonthValue(), 2).append('-');
    append(text, time.getDayOfMonth(), 2).append(' ');
    append(text, time.getHour(), 2).append(':');
    append(text, time.getMinute(), 2).append(':');
    append(text, time.getSecond(), 2).append('.');
    append(text, time.get(ChronoField.MILLI_OF_SECOND), 3);
    return text.append(time.getOffset().getId()).toString();
  }

  private static StringBuilder append(StringBuilder text, int number, int digits) {
    String decimal = Integer.toString(number);
    for (int length = decimal.length(); length < digits; length++) {
      text.append('0');
    }
    return text.append(decimal);
  }

  private synchronized Logger logger() {
    Logger started = logger;
    if (started == null) {
      started = LoggerFactory.getLogger(NAME);
      logger = started;
    }
    return started;
  }
}
