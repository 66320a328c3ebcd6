package procsnap.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import procsnap.cli.log.Printable;
import procsnap.cli.settings.Faults;

/** Where procsnap starts: makes the commands, runs the one that is asked for, and exits. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    StopOnSignal stop = StopOnSignal.install();
    stop.exit(run(arguments, System.getenv(), stop));
  }

  /**
   * Runs one command.
   *
   * @param environment the environment variables
   * @param stop tells it to stop
   * @return the exit code
   */
  static int run(String[] arguments, Map<String, String> environment, StopOnSignal stop) {
    return commandLine(new Recording(environment, version(), stop.signal())).execute(arguments);
  }

  static CommandLine commandLine(Recording recording) {
    CommandLine commandLine = new CommandLine(new ProcsnapCommand());
    commandLine.addSubcommand(new TraceCommand(recording));
    commandLine.addSubcommand(new SnapshotCommand(recording));
    Map<String, String> exitCodes = new LinkedHashMap<>();
    for (ExitCode code : ExitCode.values()) {
      exitCodes.put(Integer.toString(code.code()), code.meaning());
    }
    describe(commandLine, exitCodes);
    for (CommandLine command : commandLine.getSubcommands().values()) {
      describe(command, exitCodes);
      // They are told together with all other faults.
      command.setUnmatchedArgumentsAllowed(true);
    }
    commandLine.setParameterExceptionHandler(Main::explain);
    commandLine.setExecutionExceptionHandler(Main::apologize);
    return commandLine;
  }

  private static void describe(CommandLine command, Map<String, String> exitCodes) {
    CommandSpec spec = command.getCommandSpec();
    spec.mixinStandardHelpOptions(true);
    spec.version("procsnap " + version());
    spec.usageMessage()
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(exitCodes)
        .abbreviateSynopsis(true)
        .width(100);
  }

  /** What cannot even be parsed: said in one line, with what is near to it. */
  private static int explain(ParameterException problem, String[] arguments) {
    CommandLine command = problem.getCommandLine();
    Faults faults = new Faults();
    faults.add(String.valueOf(problem.getMessage()));
    command.getErr().println(faults.text());
    UnmatchedArgumentException.printSuggestions(problem, command.getErr());
    command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return ExitCode.USAGE.code();
  }

  /** What nobody foresaw: one line, and the stack trace for those who asked for more. */
  private static int apologize(Exception problem, CommandLine command, ParseResult parsed) {
    boolean verbose = parsed.subcommands().stream().anyMatch(sub -> sub.hasMatchedOption("-v"));
    command.getErr().println("procsnap: a bug stopped it: " + Printable.of(problem.toString()));
    if (verbose) {
      problem.printStackTrace(command.getErr());
    } else {
      command.getErr().println("Please report it with what the same command prints with -v.");
    }
    return ExitCode.FAILED.code();
  }

  private static String version() {
    try (InputStream in = Main.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException("the jar holds no version.properties", e);
    }
  }
}
