package procsnap.cli.log;

import java.time.ZoneId;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

  private final Level least;
  private final ZoneId zone;
  private volatile @Nullable Logger logger;

  /**
   * @param least the least that is said
   * @param zone zone of the times in it
   */
  public Log(Level least, ZoneId zone) {
    this.least = least;
    this.zone = zone;
    // Now, for a library may log first; what libraries have to say is said by us, in our words.
    System.setProperty(PROPERTY + "defaultLogLevel", "off");
    System.setProperty(PROPERTY + "log." + NAME, least.name());
    System.setProperty(PROPERTY + "showDateTime", "true");
    System.setProperty(PROPERTY + "dateTimeFormat", "yyyy-MM-dd HH:mm:ss.SSSXXX");
    System.setProperty(PROPERTY + "showThreadName", "false");
    System.setProperty(PROPERTY + "showLogName", "false");
  }

  /** Says what only those want to know who asked for more; {@code {}} stands for an argument. */
  public void debug(String format, Object... arguments) {
    if (least == Level.DEBUG) {
      logger().debug(format, arguments);
    }
  }

  /** Says how things go. */
  public void info(String format, Object... arguments) {
    if (least != Level.WARN) {
      logger().info(format, arguments);
    }
  }

  /** Says what went wrong while the rest goes on. */
  public void warn(String format, Object... arguments) {
    logger().warn(format, arguments);
  }

  /** Says what brought all to an end. */
  public void error(String format, Object... arguments) {
    logger().error(format, arguments);
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
