package procsnap.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.UnmatchedArgumentException;
import procsnap.cli.running.ExitCode;
import procsnap.cli.settings.CommandName;
import procsnap.cli.settings.Setting;
import procsnap.cli.settings.Settings;

/**
 * The help, laid out by picocli from the commands and their settings. Its classes take longer to
 * load than a snapshot takes, so nothing else uses them.
 */
final class Help {

  /** Purpose of the program. */
  static final String SUMMARY =
      "Records every process running on this machine in complete, verifiable snapshots.";

  private static final String PROGRAM = "procsnap";

  private static final int WIDTH = 80;

  /** Width of the column right of the names. */
  private static final int DESCRIPTION_WIDTH = WIDTH - 30;

  private Help() {}

  /** Prints the purpose of the program and its commands. */
  static void print(PrintStream out) {
    program().usage(out);
  }

  /** Prints the purpose of a command and its options. */
  static void print(CommandName command, PrintStream out) {
    of(command).usage(out);
  }

  /** Commands that look like a word that names none, as the end of a message. */
  static String near(String word) {
    return near(program(), word);
  }

  /** Options that look like an argument that names none, as the end of a message. */
  static String near(CommandName command, String argument) {
    return near(of(command), argument);
  }

  private static String near(CommandLine command, String argument) {
    List<String> near = new UnmatchedArgumentException(command, List.of(argument)).getSuggestions();
    return near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
  }

  /** A script for bash that completes commands and options. */
  static String bashCompletion() {
    return AutoComplete.bash(PROGRAM, program());
  }

  private static CommandLine of(CommandName command) {
    return Objects.requireNonNull(program().getSubcommands().get(command.label()));
  }

  private static CommandLine program() {
    CommandSpec program = CommandSpec.create().name(PROGRAM);
    program.usageMessage().synopsisSubcommandLabel("COMMAND");
    describe(
        program,
        SUMMARY,
        """

        Each option can also be set by an environment variable, PROCSNAP_MACHINE_ID for --machine-id,
        and by a line in a settings file, machine-id = x, in ~/.config/procsnap/procsnap.properties or
        /etc/procsnap/procsnap.properties. The command line wins, then the environment, then your own
        file. procsnap config prints the effective settings and the source of each.

        Try: procsnap snapshot --output -""");
    Settings.OF_PROGRAM.forEach(setting -> program.addOption(spec(setting)));
    for (CommandName command : CommandName.values()) {
      CommandSpec spec = CommandSpec.create();
      describe(spec, command.description(), command.footer());
      for (Setting<?> setting : Settings.of(command)) {
        if (setting.isPositional()) {
          spec.addPositional(positional(setting));
        } else {
          spec.addOption(spec(setting));
        }
      }
      program.addSubcommand(command.label(), spec);
    }
    return new CommandLine(program);
  }

  private static void describe(CommandSpec spec, String description, String footer) {
    Map<String, String> exitCodes = new LinkedHashMap<>();
    for (ExitCode code : ExitCode.values()) {
      exitCodes.put(Integer.toString(code.code()), code.meaning());
    }
    spec.usageMessage()
        .description(filled(description.replaceFirst("\n", "\n\n"), WIDTH - 1))
        .footer(filled(footer, WIDTH - 1))
        .optionListHeading("%nOptions:%n")
        .commandListHeading("%nCommands:%n")
        .sortOptions(false)
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(exitCodes)
        .abbreviateSynopsis(true)
        .width(WIDTH);
  }

  private static OptionSpec spec(Setting<?> setting) {
    String[] names =
        setting.shortOption().isEmpty()
            ? new String[] {setting.longOption()}
            : new String[] {setting.shortOption(), setting.longOption()};
    return OptionSpec.builder(names)
        .arity(setting.isFlag() ? "0" : "1")
        .paramLabel(setting.valueLabel())
        .description(lines(setting))
        .build();
  }

  private static String[] lines(Setting<?> setting) {
    return filled(setting.description(), DESCRIPTION_WIDTH);
  }

  /**
   * Lines no longer than a width, broken only at spaces: picocli would break paths and addresses
   * too. An indented or empty line stays by itself. A percent sign would start a format.
   */
  private static String[] filled(String text, int width) {
    List<String> lines = new ArrayList<>();
    for (String line : text.replaceAll("(?<=\\S)\\n(?=\\S)", " ").split("\n", -1)) {
      String rest = line.replace("%", "%%");
      while (rest.length() > width && !rest.startsWith(" ")) {
        int end = rest.lastIndexOf(' ', width);
        lines.add(rest.substring(0, end));
        rest = rest.substring(end + 1);
      }
      lines.add(rest);
    }
    return lines.toArray(String[]::new);
  }

  private static PositionalParamSpec positional(Setting<?> setting) {
    return PositionalParamSpec.builder()
        .arity("0..1")
        .paramLabel(setting.valueLabel())
        .description(lines(setting))
        .build();
  }
}
