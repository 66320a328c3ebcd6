package procsnap.cli;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with the settings, gathered so that all of it is told at once. */
final class Faults {

  private final List<String> faults = new ArrayList<>();

  /**
   * @param setting the setting as the user wrote it: an option or an environment variable
   * @param problem what is wrong with it and what would be right
   */
  void add(String setting, String problem) {
    faults.add(setting + ": " + problem);
  }

  /** Adds a problem that names its setting itself. */
  void add(String problem) {
    faults.add(problem);
  }

  boolean isEmpty() {
    return faults.isEmpty();
  }

  /** All of them, for people to read. */
  String text() {
    StringBuilder text = new StringBuilder("procsnap: nothing was started or written:");
    for (String fault : faults) {
      text.append("\n  ").append(Printable.of(fault));
    }
    return text.toString();
  }
}
