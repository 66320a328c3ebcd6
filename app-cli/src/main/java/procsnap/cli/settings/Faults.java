package procsnap.cli.settings;

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

  /** Adds a problem that names its setting itself. */
  public void add(String problem) {
    faults.add(problem);
  }

  public boolean isEmpty() {
    return faults.isEmpty();
  }

  /** All of them, for people to read. */
  public String text() {
    StringBuilder text = new StringBuilder("procsnap: nothing was started or written:");
    for (String fault : faults) {
      text.append("\n  ").append(Printable.of(fault));
    }
    return text.toString();
  }
}
