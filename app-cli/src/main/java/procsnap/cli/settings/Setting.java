package procsnap.cli.settings;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One setting: its names, how its text is read, its default, and the commands that have it. Each is
 * declared once, in {@link Settings}.
 *
 * @param <T> type of its value
 */
public final class Setting<T> {

  static final String VARIABLE_PREFIX = "PROCSNAP_";

  private final String name;
  private final String shortName;
  private final String valueLabel;
  private final Parser<T> parser;
  private final Set<CommandName> commands;
  private final String description;
  private final String defaultText;
  private final @Nullable T defaultValue;
  private final boolean live;

  private Setting(
      String name,
      String shortName,
      String valueLabel,
      Parser<T> parser,
      Set<CommandName> commands,
      String description,
      String defaultText,
      @Nullable T defaultValue,
      boolean live) {
    this.name = name;
    this.shortName = shortName;
    this.valueLabel = valueLabel;
    this.parser = parser;
    this.commands = commands;
    this.description = description;
    this.defaultText = defaultText;
    this.defaultValue = defaultValue;
    this.live = live;
  }

  /**
   * A setting with a value.
   *
   * @param shortName one letter, or empty
   * @param name as in a settings file
   * @param valueLabel what the help calls the value
   */
  static <T> Setting<T> of(
      String shortName,
      String name,
      String valueLabel,
      Parser<T> parser,
      Set<CommandName> commands,
      String description) {
    return new Setting<>(
        name, shortName, valueLabel, parser, commands, description, "", null, false);
  }

  /** A setting that is either on or, by default, off. */
  static Setting<Boolean> flag(
      String shortName, String name, Set<CommandName> commands, String description) {
    return new Setting<>(
        name, shortName, "", Parsers.FLAG, commands, description, "", Boolean.FALSE, false);
  }

  /** An argument without a name, which no variable and no file can set. */
  static Setting<String> positional(
      String valueLabel, Set<CommandName> commands, String description) {
    return new Setting<>("", "", valueLabel, text -> text, commands, description, "", null, false);
  }

  /** The same with a default, spelled as a user would. */
  Setting<T> withDefault(String text) {
    return withDefault(null, text);
  }

  /** The same with a default that no text stands for, and the words for it. */
  Setting<T> withDefault(@Nullable T value, String words) {
    return new Setting<>(
        name, shortName, valueLabel, parser, commands, description, words, value, live);
  }

  /** The same, but a running trace takes over a change of it. */
  Setting<T> withLiveChange() {
    return new Setting<>(
        name,
        shortName,
        valueLabel,
        parser,
        commands,
        description,
        defaultText,
        defaultValue,
        true);
  }

  /** Reads a value of this setting; see {@link Parser}. */
  T parse(String text) {
    return parser.parse(text);
  }

  /** The value when none is given, for a setting that has one then. */
  T defaultValue() {
    return defaultValue == null ? parser.parse(defaultText) : defaultValue;
  }

  /** Name in a settings file; empty for a positional argument. */
  public String name() {
    return name;
  }

  /** Name on the command line, such as {@code --output}; empty for a positional argument. */
  public String longOption() {
    return name.isEmpty() ? "" : "--" + name;
  }

  /** Short name on the command line, such as {@code -o}; empty when there is none. */
  public String shortOption() {
    return shortName.isEmpty() ? "" : "-" + shortName;
  }

  /** Environment variable for it: PROCSNAP_MACHINE_ID for {@code --machine-id}. */
  String variable() {
    return VARIABLE_PREFIX + name.replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /** The option that an environment variable would set. */
  static String optionOf(String variable) {
    return "--"
        + variable.substring(VARIABLE_PREFIX.length()).replace('_', '-').toLowerCase(Locale.ROOT);
  }

  /** What the help calls its value; empty for a flag. */
  public String valueLabel() {
    return valueLabel;
  }

  /** Whether it is an argument without a name. */
  public boolean isPositional() {
    return name.isEmpty();
  }

  /** Whether it takes no value on the command line. */
  public boolean isFlag() {
    return valueLabel.isEmpty();
  }

  /** Whether a command has it. */
  public boolean isOf(CommandName command) {
    return commands.contains(command);
  }

  /** Whether a running trace takes over a change of it. */
  public boolean isLive() {
    return live;
  }

  /** Text for the help: its purpose and its default. */
  public String description() {
    return defaultText.isEmpty() ? description : description + " Default: " + defaultText;
  }

  /** The default in words; absent when there is nothing to say. */
  Optional<String> defaultWords() {
    return defaultText.isEmpty() ? Optional.empty() : Optional.of(defaultText);
  }
}
