package procsnap.cli.settings;

import java.io.PrintStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import procsnap.cli.log.Printable;

/** Everything that is wrong with the settings, collected so that it is reported at once. */
public final class SettingErrors {

  private final Set<String> errors = new LinkedHashSet<>();

  /**
   * Adds a problem, once.
   *
   * @param origin the setting as the user wrote it; empty when the problem names it
   * @param problem what is wrong and what would be right
   */
  public void add(String origin, String problem) {
    errors.add(origin.isEmpty() ? problem : origin + ": " + problem);
  }

  /** All problems, a line each. */
  public List<String> lines() {
    return List.copyOf(errors);
  }

  public boolean isEmpty() {
    return errors.isEmpty();
  }

  /**
   * Prints all problems.
   *
   * @param command the command as it was called, for the way to its help
   */
  public void print(PrintStream err, String command) {
    err.println(UsageMessages.HEAD);
    for (String error : errors) {
      err.println("  " + Printable.of(error));
    }
    err.println(UsageMessages.seeHelp(command));
  }
}
