package procsnap.cli.command;

import java.io.IOException;
import procsnap.adapters.storage.file.FileProblem;
import procsnap.cli.log.LogMessages;
import procsnap.cli.log.Printable;
import procsnap.cli.running.DirectoryHeldException;
import procsnap.cli.running.ExitCode;
import procsnap.cli.settings.CommandName;
import procsnap.cli.settings.InvalidSettingsException;
import procsnap.cli.settings.Settings;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.ProcessTableException;
import procsnap.core.port.StoreException;

/** Runs commands: the one place where a failure becomes a message and an exit code. */
public final class Commands {

  private Commands() {}

  /** The command with a name. */
  public static Command named(CommandName name) {
    return switch (name) {
      case TRACE -> new TraceCommand();
      case SNAPSHOT -> new SnapshotCommand();
      case UPLOAD -> new UploadCommand();
      case VERIFY -> new VerifyCommand();
      case STATUS -> new StatusCommand();
      case PAUSE -> new PauseCommand(true);
      case RESUME -> new PauseCommand(false);
      case PREVIEW -> new PreviewCommand();
      case DOCTOR -> new DoctorCommand();
      case CONFIG -> new ConfigCommand();
    };
  }

  /** Runs a command to its end, whatever happens. */
  public static ExitCode run(Command command, Invocation invocation) {
    try {
      return command.run(invocation);
    } catch (InvalidSettingsException e) {
      invocation
          .settings()
          .errors()
          .print(invocation.err(), "procsnap " + invocation.command().label());
      return ExitCode.USAGE;
    } catch (DirectoryHeldException e) {
      fail(invocation, String.valueOf(e.getMessage()));
      return ExitCode.HELD;
    } catch (IOException e) {
      return fail(invocation, FileProblem.describe(e));
    } catch (ObjectStoreException | ProcessTableException | StoreException e) {
      return fail(invocation, String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      return failInternally(invocation, e);
    }
  }

  private static ExitCode fail(Invocation invocation, String message) {
    invocation.log().error(LogMessages.PROBLEM, Printable.of(message));
    return ExitCode.FAILED;
  }

  /** A bug: one line, and the stack trace for those who asked for details. */
  private static ExitCode failInternally(Invocation invocation, Throwable bug) {
    invocation.err().println(LogMessages.INTERNAL_ERROR + Printable.of(bug.toString()));
    if (invocation.settings().value(Settings.VERBOSE)) {
      bug.printStackTrace(invocation.err());
    } else {
      invocation.err().println(LogMessages.PLEASE_REPORT);
    }
    return ExitCode.FAILED;
  }
}
