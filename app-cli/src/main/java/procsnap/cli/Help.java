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
import procsnap.cli.settings.Command;
import procsnap.cli.settings.Option;

/**
 * The help, laid out by picocli from the commands and their options. Its classes take longer to
 * load than a snapshot takes, so it is asked only by those who need help.
 */
final class Help {

  /** What the program is for. */
  static final String SUMMARY =
      "Records every running process of this machine in complete, verifiable snapshots.";

  private static final String PROGRAM = "procsnap";

  private static final int WIDTH = 80;

  /** What names of options leave of it. */
  private static final int DESCRIPTION_WIDTH = WIDTH - 30;

  private Help() {}

  /** Shows what the program is for and which commands it has. */
  static void show(PrintStream out) {
    program().usage(out);
  }

  /** Shows what a command does and which options it has. */
  static void show(Command command, PrintStream out) {
    of(command).usage(out);
  }

  /** What may have been meant by a word that is no command. */
  static String near(String word) {
    return near(program(), word);
  }

  /** What may have been meant by an argument that is no option of a command. */
  static String near(Command command, String argument) {
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

  private static CommandLine of(Command command) {
    return Objects.requireNonNull(program().getSubcommands().get(command.label()));
  }

  private static CommandLine program() {
    CommandSpec program = CommandSpec.create().name(PROGRAM);
    program.usageMessage().synopsisSubcommandLabel("COMMAND");
    describe(
        program,
        SUMMARY,
        """

        Each option is an environment variable as well: --machine-id is PROCSNAP_MACHINE_ID. And it
        is a line in a file of settings, machine-id = x, in /etc/procsnap/procsnap.properties or
        ~/.config/procsnap/procsnap.properties. The command line wins, then the environment, then
        your own file; procsnap config prints what holds.

        Try: procsnap snapshot --output -""");
    Option.informing().forEach(option -> program.addOption(spec(option)));
    for (Command command : Command.values()) {
      CommandSpec spec = CommandSpec.create();
      describe(spec, command.description(), command.footer());
      for (Option option : command.options()) {
        if (option.isPositional()) {
          spec.addPositional(positional(option));
        } else {
          spec.addOption(spec(option));
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

  private static OptionSpec spec(Option option) {
    String[] names =
        option.shortName().isEmpty()
            ? new String[] {option.longName()}
            : new String[] {option.shortName(), option.longName()};
    return OptionSpec.builder(names)
        .arity(option.isFlag() ? "0" : "1")
        .paramLabel(option.valueLabel())
        .description(lines(option))
        .build();
  }

  private static String[] lines(Option option) {
    return filled(option.description(), DESCRIPTION_WIDTH);
  }

  /**
   * Lines no longer than that, broken at spaces alone: picocli would break paths and addresses too.
   * A line that is indented, or empty, stays by itself. A percent sign would begin a format.
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

  private static PositionalParamSpec positional(Option option) {
    return PositionalParamSpec.builder()
        .arity("0..1")
        .paramLabel(option.valueLabel())
        .description(lines(option))
        .build();
  }
}
