package procsnap.cli.settings;

import java.util.List;
import procsnap.cli.log.Printable;

/** Commands that a message asks the user to type; they work as they are printed. */
public final class Advice {

  private static final String PLAIN = "[A-Za-z0-9_@%+=:,./-]+";

  /** Where recordings and their store are, as far as the commands have it. */
  private static final List<Setting<?>> PLACES =
      List.of(
          Settings.OUTPUT,
          Settings.PREFIX,
          Settings.STORE,
          Settings.KEEP_LOCAL,
          Settings.S3_ENDPOINT,
          Settings.S3_PATH_STYLE,
          Settings.S3_REGION,
          Settings.AZ_ENDPOINT,
          Settings.NO_CREDENTIALS);

  private Advice() {}

  /**
   * A command for the directory and the store of another one.
   *
   * @param given the settings of the other one
   */
  public static String command(CommandName command, GivenSettings given) {
    StringBuilder line = new StringBuilder("procsnap ").append(command.label());
    for (Setting<?> setting : PLACES) {
      if (setting.isOf(command) && (setting == Settings.OUTPUT || given.has(setting))) {
        append(line, setting, String.valueOf(given.value(setting)));
      }
    }
    return line.toString();
  }

  private static void append(StringBuilder line, Setting<?> setting, String value) {
    if (!setting.isFlag()) {
      line.append(' ').append(setting.longOption()).append(' ').append(quoted(value));
    } else if (value.equals("true")) {
      line.append(' ').append(setting.longOption());
    }
  }

  /** The text as a shell takes it for one word. */
  static String quoted(String text) {
    return text.matches(PLAIN) ? text : "'" + Printable.of(text).replace("'", "'\\''") + "'";
  }
}
