package procsnap.cli.settings;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import procsnap.core.privacy.CommandLinePolicy;
import procsnap.core.process.CommandLine;

/**
 * The settings as they were given, not yet understood: an option wins over its environment
 * variable, {@code --machine-id} over {@code PROCSNAP_MACHINE_ID}, and this over a file of
 * settings, {@code machine-id = x}. Options are written as GNU programs take them: {@code
 * --interval 5s}, {@code --interval=5s}, {@code -i 5s}, {@code -i5s}, {@code -qi 5s}.
 */
public final class RawSettings {

  /** Names the host's /proc inside a container, for other tools as for us. */
  private static final String HOST_PROC = "HOST_PROC";

  /** Where settings are given; who comes first wins. */
  enum Layer {
    COMMAND_LINE,
    ENVIRONMENT,
    FILE
  }

  /**
   * One setting.
   *
   * @param origin where it was given, as the user knows it
   * @param text what was given
   */
  record Given(Layer layer, String origin, String text) {}

  /**
   * What is no setting.
   *
   * @param origin where it was given, as the user knows it
   * @param argument as it would be on the command line
   */
  public record Unknown(String origin, String argument) {}

  private final Map<String, Option> byName = new HashMap<>();
  private final Map<Option, Given> given = new EnumMap<>(Option.class);
  private final List<Unknown> unknown = new ArrayList<>();
  private final Set<Option> options;
  private final List<String> arguments;
  private final Map<String, String> environment;
  private final SettingErrors errors;
  private @Nullable Option positional;

  private RawSettings(
      Set<Option> options,
      List<String> arguments,
      Map<String, String> environment,
      SettingErrors errors) {
    this.options = options;
    this.arguments = arguments;
    this.environment = environment;
    this.errors = errors;
    for (Option option : options) {
      if (option.isPositional()) {
        positional = option;
      } else {
        byName.put(option.longName(), option);
        byName.put(option.shortName(), option);
      }
    }
    byName.remove("");
  }

  /**
   * Gathers what was given for the options of a command.
   *
   * @param options the options it has
   * @param arguments the command line after the command
   * @param environment the environment variables
   * @param errors what is wrong with the way they are written is added here
   */
  public static RawSettings of(
      Set<Option> options,
      List<String> arguments,
      Map<String, String> environment,
      SettingErrors errors) {
    RawSettings settings = new RawSettings(options, arguments, environment, errors);
    settings.addArguments();
    for (Option option : options) {
      if (!Option.informing().contains(option) && !option.isPositional()) {
        settings.addVariable(option, option.variable());
      }
    }
    settings.addVariable(Option.PROC_ROOT, HOST_PROC);
    if (options.contains(Option.CONFIG)) {
      settings.configFiles().forEach(settings::addFile);
    }
    return settings;
  }

  /** The same, gathered again: files of settings may have changed. */
  public RawSettings again(SettingErrors newErrors) {
    return of(options, arguments, environment, newErrors);
  }

  /** What was given for an option. */
  Optional<Given> find(Option option) {
    return Optional.ofNullable(given.get(option));
  }

  public boolean has(Option option) {
    return given.containsKey(option);
  }

  /** Where an option was given, as the user knows it; its name when it was not. */
  public String origin(Option option) {
    return find(option).map(Given::origin).orElse(option.longName());
  }

  /**
   * A setting as it counts.
   *
   * @param name as in a file of settings
   * @param value what was given, or the default in words; a secret in it is masked
   * @param from where it was given, as the user knows it
   */
  public record Effective(String name, String value, String from) {}

  /** The settings of a command that can stand in a file, in the order of its help. */
  public List<Effective> effective(Command command) {
    List<Effective> effective = new ArrayList<>();
    for (Option option : command.options()) {
      String name = option.longName().substring(2);
      if (Option.inFiles(name).isPresent()) {
        String unset = option.isFlag() ? "false" : option.fallback();
        effective.add(
            find(option)
                .map(set -> new Effective(name, masked(set.text()), set.origin()))
                .orElseGet(() -> new Effective(name, unset.isEmpty() ? "none" : unset, "default")));
      }
    }
    return effective;
  }

  private static String masked(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new CommandLinePolicy.Redacted()
        .apply(CommandLine.parse(bytes, bytes.length))
        .toString();
  }

  /** Whether it was given on the command line. */
  boolean isTyped(Option option) {
    return find(option).filter(given -> given.layer() == Layer.COMMAND_LINE).isPresent();
  }

  /** What is no option of the command. */
  public List<Unknown> unknown() {
    return unknown;
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
        add(positional, positional.longName(), argument, rest);
      } else {
        unknown.add(new Unknown(argument, argument));
      }
    }
  }

  private void addLong(String argument, Iterator<String> rest) {
    int equals = argument.indexOf('=');
    Option option = byName.get(equals < 0 ? argument : argument.substring(0, equals));
    if (option == null) {
      unknown.add(new Unknown(argument, argument));
    } else {
      String value = equals < 0 ? null : argument.substring(equals + 1);
      add(option, option.longName(), value, rest);
    }
  }

  /** One letter after the other; what follows that of an option with a value is the value. */
  private void addShort(String argument, Iterator<String> rest) {
    for (int i = 1; i < argument.length(); i++) {
      String name = "-" + argument.charAt(i);
      Option option = byName.get(name);
      if (option == null) {
        unknown.add(new Unknown(argument, argument));
        return;
      }
      if (!option.isFlag()) {
        String value = argument.substring(i + 1);
        add(option, name, value.isEmpty() ? null : value, rest);
        return;
      }
      add(option, name, null, rest);
    }
  }

  private void add(Option option, String name, @Nullable String value, Iterator<String> rest) {
    String text = value;
    if (text == null && option.isFlag()) {
      text = "true";
    } else if (text == null && rest.hasNext()) {
      text = rest.next();
    }
    if (text == null) {
      errors.add(name, "its value is missing: " + option.valueLabel());
    } else if (given.put(option, new Given(Layer.COMMAND_LINE, name, text)) != null) {
      errors.add(name, "it is given twice");
    }
  }

  private void addVariable(Option option, String variable) {
    String text = environment.getOrDefault(variable, "");
    if (!text.isEmpty()) {
      given.putIfAbsent(option, new Given(Layer.ENVIRONMENT, variable, text));
    }
  }

  private List<ConfigFile> configFiles() {
    return find(Option.CONFIG)
        .map(config -> ConfigFile.read(Path.of(config.text()), config.origin(), errors))
        .orElseGet(() -> ConfigFile.usual(environment, errors));
  }

  /** One file serves all commands: what is for another one is passed over. */
  private void addFile(ConfigFile file) {
    file.settings()
        .forEach(
            (name, text) -> {
              String origin = file.path() + ": " + name;
              Optional<Option> option = Option.inFiles(name);
              if (option.isEmpty()) {
                unknown.add(new Unknown(origin, "--" + name));
              } else if (options.contains(option.get())) {
                given.putIfAbsent(option.get(), new Given(Layer.FILE, origin, text));
              }
            });
  }
}
