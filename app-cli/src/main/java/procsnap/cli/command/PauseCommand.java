package procsnap.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import procsnap.adapters.storage.file.FileProblem;
import procsnap.adapters.storage.local.OutputDirectory;
import procsnap.cli.log.Log;
import procsnap.cli.log.Printable;
import procsnap.cli.running.ExitCode;
import procsnap.cli.settings.Command;
import procsnap.cli.settings.GivenSettings;
import procsnap.cli.settings.Option;
import procsnap.cli.settings.RawSettings;
import procsnap.cli.settings.SettingErrors;

/** Asks whoever records into a directory for a pause, or for its end. */
public final class PauseCommand {

  private PauseCommand() {}

  /**
   * Runs {@code procsnap pause} or {@code procsnap resume}.
   *
   * @param raw its settings as they were given
   * @param errors what is already known to be wrong with them
   */
  public static ExitCode run(Command command, RawSettings raw, SettingErrors errors) {
    GivenSettings given = new GivenSettings(raw, errors);
    Path directory = given.outputDirectory();
    if (!Files.isDirectory(directory) && errors.isEmpty()) {
      errors.add(raw.origin(Option.OUTPUT), "there is no directory '" + directory + "'");
    }
    Log log = new Log(given.logLevel(false), given.zone());
    if (!errors.isEmpty()) {
      errors.print(System.err, "procsnap " + command.label());
      return ExitCode.USAGE;
    }
    String place = Printable.of(directory.toString());
    boolean pause = command == Command.PAUSE;
    try {
      boolean news = OutputDirectory.pause(directory, pause);
      log.info(
          "{}: {}{}",
          place,
          news ? "" : "was already ",
          pause
              ? "paused: nothing more is recorded or uploaded; go on with: procsnap resume"
              : "not paused: it goes on with the next snapshot");
      return ExitCode.OK;
    } catch (IOException e) {
      log.error("{}", Printable.of(FileProblem.describe(e)));
      return ExitCode.FAILED;
    }
  }
}
