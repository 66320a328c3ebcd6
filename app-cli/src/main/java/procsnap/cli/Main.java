package procsnap.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import procsnap.cli.command.ConfigCommand;
import procsnap.cli.command.DoctorCommand;
import procsnap.cli.command.PauseCommand;
import procsnap.cli.command.PreviewCommand;
import procsnap.cli.command.StatusCommand;
import procsnap.cli.command.TraceCommand;
import procsnap.cli.command.UploadCommand;
import procsnap.cli.command.VerifyCommand;
import procsnap.cli.log.Printable;
import procsnap.cli.running.ExitCode;
import procsnap.cli.running.StopOnSignal;
import procsnap.cli.running.Version;
import procsnap.cli.settings.Command;
import procsnap.cli.settings.Option;
import procsnap.cli.settings.RawSettings;
import procsnap.cli.settings.SettingErrors;

/** Where procsnap starts: finds the command that is asked for, runs it, and exits. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    StopOnSignal stop = StopOnSignal.install();
    stop.exit(run(Arrays.asList(arguments), System.getenv(), stop).code());
  }

  /**
   * Runs one command.
   *
   * @param arguments the command and its options
   * @param environment the environment variables
   * @param stop tells it to stop
   */
  private static ExitCode run(
      List<String> arguments, Map<String, String> environment, StopOnSignal stop) {
    String first = arguments.isEmpty() ? "" : arguments.get(0);
    Optional<Command> command = Command.named(first);
    if (command.isPresent()) {
      return run(command.get(), arguments.subList(1, arguments.size()), environment, stop);
    }
    SettingErrors errors = new SettingErrors();
    RawSettings raw = RawSettings.of(Option.informing(), arguments, Map.of(), errors);
    if (inform(raw, Optional.empty())) {
      return ExitCode.OK;
    }
    errors.add(
        first.isEmpty() ? "procsnap" : first,
        first.isEmpty() ? "a command is missing" : "there is no such command" + Help.near(first));
    errors.print(System.err, "procsnap");
    return ExitCode.USAGE;
  }

  private static ExitCode run(
      Command command, List<String> arguments, Map<String, String> environment, StopOnSignal stop) {
    SettingErrors errors = new SettingErrors();
    RawSettings raw = RawSettings.of(command.options(), arguments, environment, errors);
    if (inform(raw, Optional.of(command))) {
      return ExitCode.OK;
    }
    for (RawSettings.Unknown unknown : raw.unknown()) {
      errors.add(
          unknown.origin(), "there is no such option" + Help.near(command, unknown.argument()));
    }
    try {
      return switch (command) {
        case TRACE, SNAPSHOT -> new TraceCommand(environment, stop).run(command, raw, errors);
        case UPLOAD -> new UploadCommand(environment, stop.signal()).run(raw, errors);
        case STATUS -> StatusCommand.run(raw, errors, System.out);
        case PAUSE, RESUME -> PauseCommand.run(command, raw, errors);
        case PREVIEW -> new PreviewCommand(stop.signal()).run(raw, errors, System.out);
        case DOCTOR -> new DoctorCommand(environment, stop.signal()).run(raw, errors, System.out);
        case CONFIG -> ConfigCommand.run(raw, errors, System.out);
        case VERIFY -> new VerifyCommand(environment, stop.signal()).run(raw, errors);
      };
    } catch (RuntimeException e) {
      return apologize(e, raw.has(Option.VERBOSE));
    }
  }

  /** Does what was asked for in the way of information; whether anything was. */
  private static boolean inform(RawSettings raw, Optional<Command> command) {
    if (raw.has(Option.HELP)) {
      command.ifPresentOrElse(asked -> Help.show(asked, System.out), () -> Help.show(System.out));
    } else if (raw.has(Option.VERSION)) {
      System.out.println("procsnap " + Version.text());
    }
    return raw.has(Option.HELP) || raw.has(Option.VERSION);
  }

  /** What nobody foresaw: one line, and the stack trace for those who asked for more. */
  private static ExitCode apologize(RuntimeException problem, boolean verbose) {
    System.err.println("procsnap: a bug stopped it: " + Printable.of(problem.toString()));
    if (verbose) {
      problem.printStackTrace();
    } else {
      System.err.println("Please report it with what the same command prints with -v.");
    }
    return ExitCode.FAILED;
  }
}
