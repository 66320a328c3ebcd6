package procsnap.cli.settings;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import procsnap.cli.log.Printable;

/** What is wrong with the settings, gathered so that all of it is told at once. */
public final class Faults {

  private final List<String> faults = new ArrayList<>();

  /**
   * Adds a problem.
   *
   * @param setting the setting as the user wrote it: an option or an environment variable
   * @param problem what is wrong with it and what would be right
   */
  public void add(String setting, String problem) {
    faults.add(setting + ": " + problem);
  }

  /** All of them, a line each. */
  public List<String> lines() {
    return List.copyOf(faults);
  }

  public boolean isEmpty() {
    return faults.isEmpty();
  }

  /**
   * Tells all of them.
   *
   * @param command what was called, for the way to its help
   */
  public void tell(PrintStream err, String command) {
    err.println("procsnap: nothing was started or written:");
    for (String fault : faults) {
      err.println("  " + Printable.of(fault));
    }
    err.println("Try '" + command + " --help'.");
  }
}
