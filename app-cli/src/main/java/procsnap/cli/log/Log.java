package procsnap.cli.log;

import java.time.ZoneId;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.MessageFormatter;

/**
 * The log on standard error, through slf4j. It is started by the first line that is to be seen: a
 * program that says nothing does not wait for it. Used by several threads.
 */
public final class Log {

  /** The least that is said. */
  public enum Level {
    DEBUG,
    INFO,
    WARN
  }

  private static final String NAME = "procsnap";
  private static final String PROPERTY = "org.slf4j.simpleLogger.";

  private final ZoneId zone;
  private final boolean journal;
  private final ProgressLine line = new ProgressLine();
  private volatile Level level;
  private volatile @Nullable Logger logger;

  /**
   * @param level the least that is said
   * @param zone zone of the times in it
   */
  public Log(Level level, ZoneId zone) {
    this.level = level;
    this.zone = zone;
    this.journal = Journal.takes(System.getenv());
    // Now, for a library may log first; what libraries have to say is said by us, in our words.
    System.setProperty(PROPERTY + "defaultLogLevel", "off");
    System.setProperty(PROPERTY + "log." + NAME, Level.DEBUG.name());
    System.setProperty(PROPERTY + "showDateTime", "true");
    System.setProperty(PROPERTY + "dateTimeFormat", "yyyy-MM-dd HH:mm:ss.SSSXXX");
    System.setProperty(PROPERTY + "showThreadName", "false");
    System.setProperty(PROPERTY + "showLogName", "false");
  }

  /** Changes the least that is said, from now on. */
  public void setLevel(Level newLevel) {
    level = newLevel;
  }

  /** The line below the log, on a terminal; each entry erases it. */
  public ProgressLine line() {
    return line;
  }

  /** Says what only those want to know who asked for more; {@code {}} stands for an argument. */
  public void debug(String format, Object... arguments) {
    if (level == Level.DEBUG) {
      say(7, format, arguments, Logger::debug);
    }
  }

  /** Says how things go. */
  public void info(String format, Object... arguments) {
    if (level != Level.WARN) {
      say(6, format, arguments, Logger::info);
    }
  }

  /** Says what went wrong while the rest goes on. */
  public void warn(String format, Object... arguments) {
    say(4, format, arguments, Logger::warn);
  }

  /** Says what brought all to an end. */
  public void error(String format, Object... arguments) {
    say(3, format, arguments, Logger::error);
  }

  /** How a logger says something. */
  private interface Saying {
    void say(Logger to, String format, Object[] arguments);
  }

  /** The journal has a time and a place for the level of its own. */
  private void say(int priority, String format, Object[] arguments, Saying saying) {
    line.erase();
    if (journal) {
      String text = MessageFormatter.arrayFormat(format, arguments).getMessage();
      System.err.println("<" + priority + ">" + text);
    } else {
      saying.say(logger(), format, arguments);
    }
  }

  private synchronized Logger logger() {
    Logger started = logger;
    if (started == null) {
      TimeZone.setDefault(TimeZone.getTimeZone(zone));
      started = LoggerFactory.getLogger(NAME);
      logger = started;
    }
    return started;
  }
}
