package procsnap.cli.log;

import java.time.ZoneId;
import java.util.TimeZone;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets up the log on standard error, before its first line. */
public final class Logging {

  private static final String PROPERTY = "org.slf4j.simpleLogger.";

  private Logging() {}

  /**
   * Starts it.
   *
   * @param level the least that is said: debug, info or warn
   * @param zone zone of the times in it
   */
  public static Logger start(String level, ZoneId zone) {
    TimeZone.setDefault(TimeZone.getTimeZone(zone));
    System.setProperty(PROPERTY + "defaultLogLevel", level);
    System.setProperty(PROPERTY + "showDateTime", "true");
    System.setProperty(PROPERTY + "dateTimeFormat", "yyyy-MM-dd HH:mm:ss.SSSXXX");
    System.setProperty(PROPERTY + "showThreadName", "false");
    System.setProperty(PROPERTY + "showLogName", "false");
    return LoggerFactory.getLogger("procsnap");
  }
}
