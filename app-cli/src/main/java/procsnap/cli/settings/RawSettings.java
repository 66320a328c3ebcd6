package procsnap.cli.settings;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The settings as they were given, not yet understood: an option wins over its environment
 * variable, {@code --machine-id} over {@code PROCSNAP_MACHINE_ID}.
 */
public final class RawSettings {

  private static final String VARIABLE_PREFIX = "PROCSNAP_";

  /**
   * One setting.
   *
   * @param origin where it was given, as the user knows it
   * @param text what was given
   */
  record Given(String origin, String text) {}

  private final Map<String, Given> given = new HashMap<>();

  /** What was given on the command line and in the environment for the options of a command. */
  public static RawSettings of(ParseResult parsed, Map<String, String> environment) {
    RawSettings settings = new RawSettings();
    for (OptionSpec option : parsed.commandSpec().options()) {
      String name = option.longestName();
      String variable = variable(name);
      String fromEnvironment = environment.getOrDefault(variable, "");
      if (parsed.hasMatchedOption(option)) {
        settings.given.put(name, new Given(name, String.valueOf(option.<Object>getValue())));
      } else if (!fromEnvironment.isEmpty()) {
        settings.given.put(name, new Given(variable, fromEnvironment));
      }
    }
    return settings;
  }

  /** What was given for an option, named with its dashes. */
  public Optional<Given> find(String option) {
    return Optional.ofNullable(given.get(option));
  }

  /** The environment variable of an option. */
  static String variable(String option) {
    return VARIABLE_PREFIX
        + option.replaceFirst("^-+", "").replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
