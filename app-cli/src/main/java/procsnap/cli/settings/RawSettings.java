package procsnap.cli.settings;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import procsnap.core.privacy.CommandLinePolicy;
import procsnap.core.process.CommandLine;

/**
 * The text given for each setting. The command line wins over the environment, {@code --machine-id}
 * over {@code PROCSNAP_MACHINE_ID}, and this over a settings file, {@code machine-id = x}. Options
 * are written as for GNU programs: {@code --interval 5s}, {@code --interval=5s}, {@code -i 5s},
 * {@code -i5s}, {@code -qi 5s}.
 */
public final class RawSettings {

  /** Names the host's /proc inside a container, for other tools as well. */
  private static final String HOST_PROC = "HOST_PROC";

  /** Letters in which a misspelled variable differs from that of a setting, at most. */
  private static final int MISSPELLED = 2;

  /** Stands for bytes that are not UTF-8. */
  private static final char REPLACEMENT = '\ufffd';

  /** Where settings are given; the first one wins. */
  enum Layer {
    COMMAND_LINE,
    ENVIRONMENT,
    FILE
  }

  /**
   * The text given for a setting.
   *
   * @param origin where it was given, as the user knows it; empty for a positional argument
   */
  record Given(Layer layer, String origin, String text) {}

  /**
   * Something that names no setting.
   *
   * @param origin where it was given, as the user knows it
   * @param argument what it would be on the command line
   */
  public record Unknown(String origin, String argument) {}

  private final Map<String, Setting<?>> byOption = new HashMap<>();
  private final Map<Setting<?>, Given> given = new HashMap<>();
  private final List<Unknown> unknown = new ArrayList<>();
  private final List<String> ignored = new ArrayList<>();
  private final List<Setting<?>> settings;
  private final List<String> arguments;
  private final Map<String, String> environment;
  private final SettingErrors errors;
  private @Nullable Setting<?> positional;

  private RawSettings(
      List<Setting<?>> settings,
      List<String> arguments,
      Map<String, String> environment,
      SettingErrors errors) {
    this.settings = settings;
    this.arguments = arguments;
    this.environment = environment;
    this.errors = errors;
    for (Setting<?> setting : settings) {
      if (setting.isPositional()) {
        positional = setting;
      } else {
        byOption.put(setting.longOption(), setting);
        byOption.put(setting.shortOption(), setting);
      }
    }
    byOption.remove("");
  }

  /**
   * Collects the settings of a command.
   *
   * @param settings the settings that the command has
   * @param arguments the command line after the command
   * @param environment the environment variables
   * @param errors mistakes in the way they are written are added here
   */
  public static RawSettings of(
      List<Setting<?>> settings,
      List<String> arguments,
      Map<String, String> environment,
      SettingErrors errors) {
    RawSettings raw = new RawSettings(settings, arguments, environment, errors);
    raw.addArguments();
    for (Setting<?> setting : settings) {
      if (!Settings.OF_PROGRAM.contains(setting) && !setting.isPositional()) {
        raw.addVariable(setting, setting.variable());
      }
    }
    raw.addVariable(Settings.PROC_ROOT, HOST_PROC);
    raw.addUnknownVariables();
    if (settings.contains(Settings.CONFIG_FILE)) {
      raw.configFiles().forEach(raw::addFile);
    }
    raw.requireUtf8();
    return raw;
  }

  /** The same settings collected once more, for the settings files may have changed. */
  public RawSettings again(SettingErrors newErrors) {
    return of(settings, arguments, environment, newErrors);
  }

  /** The text given for a setting. */
  Optional<Given> find(Setting<?> setting) {
    return Optional.ofNullable(given.get(setting));
  }

  public boolean has(Setting<?> setting) {
    return given.containsKey(setting);
  }

  /** Where a setting was given, as the user knows it; its name when it was not. */
  public String origin(Setting<?> setting) {
    return find(setting).map(Given::origin).orElse(setting.longOption());
  }

  /**
   * A setting with its effective value.
   *
   * @param setting the setting
   * @param value the text given, or the default in words; secrets are masked
   * @param source where it was given, as the user knows it
   */
  public record Effective(Setting<?> setting, String value, String source) {

    /** Name in a settings file. */
    public String name() {
      return setting.name();
    }
  }

  /** The settings of a command that a file can set, in the order of its help. */
  public List<Effective> effective(CommandName command) {
    List<Effective> effective = new ArrayList<>();
    for (Setting<?> setting : Settings.of(command)) {
      if (Settings.canBeInFiles(setting)) {
        effective.add(
            find(setting)
                .map(set -> new Effective(setting, masked(set.text()), set.origin()))
                .orElseGet(() -> new Effective(setting, unset(setting), "default")));
      }
    }
    return effective;
  }

  private static String unset(Setting<?> setting) {
    return setting.isFlag() ? "false" : setting.defaultWords().orElse("none");
  }

  private static String masked(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new CommandLinePolicy.Redacted()
        .apply(CommandLine.parse(bytes, bytes.length))
        .toString();
  }

  /** Whether a setting was given on the command line. */
  boolean isTyped(Setting<?> setting) {
    return find(setting).filter(given -> given.layer() == Layer.COMMAND_LINE).isPresent();
  }

  /** Arguments, misspelled variables and names in files that are no setting of the command. */
  public List<Unknown> unknown() {
    return unknown;
  }

  /** Variables that begin like those of procsnap and are none of them. */
  public List<String> ignoredVariables() {
    return ignored;
  }

  /** Others set such variables, too: an orchestrator does for a service of that name. */
  private void addUnknownVariables() {
    for (String variable : environment.keySet()) {
      if (variable.startsWith(Setting.VARIABLE_PREFIX)) {
        int distance = Settings.distanceOfVariable(variable);
        if (distance > MISSPELLED) {
          ignored.add(variable);
        } else if (distance > 0) {
          unknown.add(new Unknown(variable, Setting.optionOf(variable)));
        }
      }
    }
  }

  private void requireUtf8() {
    for (Given each : given.values()) {
      if (each.text().indexOf(REPLACEMENT) >= 0) {
        errors.add(each.origin(), UsageMessages.NOT_UTF8);
      }
    }
  }

  private void addArguments() {
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      String argument = rest.next();
      if (argument.startsWith("--")) {
        addLong(argument, rest);
      } else if (argument.startsWith("-") && argument.length() > 1) {
        addShort(argument, rest);
      } else if (positional != null) {
        add(positional, "", argument, rest);
      } else {
        unknown.add(new Unknown(argument, argument));
      }
    }
  }

  private void addLong(String argument, Iterator<String> rest) {
    int equals = argument.indexOf('=');
    Setting<?> setting = byOption.get(equals < 0 ? argument : argument.substring(0, equals));
    if (setting == null) {
      unknown.add(new Unknown(argument, argument));
    } else {
      String value = equals < 0 ? null : argument.substring(equals + 1);
      add(setting, setting.longOption(), value, rest);
    }
  }

  /**
   * One letter after the other; whatever follows the letter of a setting with a value is its value.
   */
  private void addShort(String argument, Iterator<String> rest) {
    for (int i = 1; i < argument.length(); i++) {
      String option = "-" + argument.charAt(i);
      Setting<?> setting = byOption.get(option);
      if (setting == null) {
        unknown.add(new Unknown(argument, argument));
        return;
      }
      if (!setting.isFlag()) {
        String value = argument.substring(i + 1);
        add(setting, option, value.isEmpty() ? null : value, rest);
        return;
      }
      add(setting, option, null, rest);
    }
  }

  private void add(
      Setting<?> setting, String option, @Nullable String value, Iterator<String> rest) {
    String text = value;
    if (text == null && setting.isFlag()) {
      text = "true";
    } else if (text == null && rest.hasNext()) {
      text = rest.next();
    }
    if (text == null) {
      errors.add(option, UsageMessages.valueMissing(setting.valueLabel()));
    } else if (given.put(setting, new Given(Layer.COMMAND_LINE, option, text)) != null) {
      errors.add(option.isEmpty() ? setting.valueLabel() : option, UsageMessages.GIVEN_TWICE);
    }
  }

  private void addVariable(Setting<?> setting, String variable) {
    String text = environment.getOrDefault(variable, "");
    if (!text.isEmpty()) {
      given.putIfAbsent(setting, new Given(Layer.ENVIRONMENT, variable, text));
    }
  }

  private List<ConfigFile> configFiles() {
    return find(Settings.CONFIG_FILE)
        .map(
            file -> ConfigFile.read(Settings.CONFIG_FILE.parse(file.text()), file.origin(), errors))
        .orElseGet(() -> ConfigFile.usual(environment, errors));
  }

  /** One file serves all commands: settings of other commands are ignored. */
  private void addFile(ConfigFile file) {
    file.settings()
        .forEach(
            (name, text) -> {
              String origin = file.path() + ": " + name;
              Optional<Setting<?>> setting = Settings.inFiles(name);
              if (setting.isEmpty()) {
                unknown.add(new Unknown(origin, "--" + name));
              } else if (settings.contains(setting.get())) {
                given.putIfAbsent(setting.get(), new Given(Layer.FILE, origin, text));
              }
            });
  }
}
