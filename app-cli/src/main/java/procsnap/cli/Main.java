package procsnap.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import procsnap.cli.command.Commands;
import procsnap.cli.command.Invocation;
import procsnap.cli.log.Log;
import procsnap.cli.log.LogMessages;
import procsnap.cli.log.TerminalOutput;
import procsnap.cli.running.ExitCode;
import procsnap.cli.running.StandardOutput;
import procsnap.cli.running.StopOnSignal;
import procsnap.cli.running.Version;
import procsnap.cli.settings.CommandName;
import procsnap.cli.settings.GivenSettings;
import procsnap.cli.settings.RawSettings;
import procsnap.cli.settings.SettingErrors;
import procsnap.cli.settings.Settings;
import procsnap.cli.settings.UsageMessages;

/** The entry point of procsnap: finds the command, runs it, and exits with its code. */
public final class Main {

  /** Set by the launcher when standard output is a terminal. */
  private static final String TERMINAL = "procsnap.terminal.out";

  private final Map<String, String> environment;
  private final StopOnSignal stop;
  private final OutputStream data;
  private final PrintStream out;
  private final PrintStream err;

  /**
   * @param environment the environment variables
   * @param stop the request to stop
   * @param data standard output for data: unbuffered, and it reports failures
   * @param out standard output for text
   * @param err standard error
   */
  Main(
      Map<String, String> environment,
      StopOnSignal stop,
      OutputStream data,
      PrintStream out,
      PrintStream err) {
    this.environment = environment;
    this.stop = stop;
    this.data = data;
    this.out = out;
    this.err = err;
  }

  public static void main(String[] arguments) {
    StopOnSignal stop = StopOnSignal.install();
    StandardOutput standard = new StandardOutput(new FileOutputStream(FileDescriptor.out));
    PrintStream text = standard.text();
    OutputStream data = Boolean.getBoolean(TERMINAL) ? new TerminalOutput(standard) : standard;
    Main program = new Main(System.getenv(), stop, data, text, System.err);
    ExitCode code = program.run(Arrays.asList(arguments));
    text.flush();
    stop.exit(code(code, standard).code());
  }

  /** What was printed and did not arrive is a failure. */
  private static ExitCode code(ExitCode code, StandardOutput standard) {
    Optional<IOException> failure = standard.failure();
    failure.ifPresent(e -> System.err.println(UsageMessages.cannotPrint(e)));
    return failure.isPresent() && code == ExitCode.OK ? ExitCode.FAILED : code;
  }

  /**
   * Runs one command.
   *
   * @param arguments the command and its options; without any, the help is printed
   */
  ExitCode run(List<String> arguments) {
    String first = arguments.isEmpty() ? "--help" : arguments.get(0);
    Optional<CommandName> command = CommandName.named(first);
    if (command.isPresent()) {
      return run(command.get(), arguments.subList(1, arguments.size()));
    }
    switch (first) {
      case "-h", "--help" -> Help.print(out);
      case "-V", "--version" -> printVersion();
      default -> {
        SettingErrors errors = new SettingErrors();
        errors.add(first, UsageMessages.UNKNOWN_COMMAND + Help.near(first));
        errors.print(err, "procsnap");
        return ExitCode.USAGE;
      }
    }
    return ExitCode.OK;
  }

  private ExitCode run(CommandName command, List<String> arguments) {
    SettingErrors errors = new SettingErrors();
    RawSettings raw = RawSettings.of(Settings.of(command), arguments, environment, errors);
    if (raw.has(Settings.HELP)) {
      Help.print(command, out);
      return ExitCode.OK;
    }
    if (raw.has(Settings.VERSION)) {
      printVersion();
      return ExitCode.OK;
    }
    for (RawSettings.Unknown unknown : raw.unknown()) {
      errors.add(
          unknown.origin(), UsageMessages.UNKNOWN_OPTION + Help.near(command, unknown.argument()));
    }
    GivenSettings given = new GivenSettings(raw, errors);
    boolean printsResult =
        command.printsResult()
            || (command == CommandName.SNAPSHOT && given.writesToStandardOutput());
    Log log = new Log(given.logLevel(printsResult), given.zone(), environment);
    for (String variable : raw.ignoredVariables()) {
      log.warn(LogMessages.VARIABLE_IGNORED, variable);
    }
    return Commands.run(
        Commands.named(command),
        new Invocation(command, given, environment, stop, log, data, out, err));
  }

  private void printVersion() {
    out.println("procsnap " + Version.text());
  }
}
