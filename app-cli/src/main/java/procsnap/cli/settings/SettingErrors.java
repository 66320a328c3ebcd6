package procsnap.cli.settings;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import procsnap.cli.log.Printable;

/** What is wrong with the settings, gathered so that all of it is told at once. */
public final class SettingErrors {

  private final List<String> errors = new ArrayList<>();

  /**
   * Adds a problem.
   *
   * @param setting the setting as the user wrote it: an option or an environment variable
   * @param problem what is wrong with it and what would be right
   */
  public void add(String setting, String problem) {
    errors.add(setting + ": " + problem);
  }

  /** All of them, a line each. */
  public List<String> lines() {
    return List.copyOf(errors);
  }

  public boolean isEmpty() {
    return errors.isEmpty();
  }

  /**
   * Tells all of them.
   *
   * @param command what was called, for the way to its help
   */
  public void print(PrintStream err, String command) {
    err.println("procsnap: nothing was started or written:");
    for (String fault : errors) {
      err.println("  " + Printable.of(fault));
    }
    err.println("Try '" + command + " --help'.");
  }
}
