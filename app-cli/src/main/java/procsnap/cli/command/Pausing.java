package procsnap.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import procsnap.adapters.storage.file.FileProblem;
import procsnap.adapters.storage.local.OutputFolder;
import procsnap.cli.log.Log;
import procsnap.cli.log.Printable;
import procsnap.cli.running.ExitCode;
import procsnap.cli.settings.Command;
import procsnap.cli.settings.Faults;
import procsnap.cli.settings.GivenSettings;
import procsnap.cli.settings.Option;
import procsnap.cli.settings.RawSettings;

/** Asks whoever records into a folder for a pause, or for its end. */
public final class Pausing {

  private Pausing() {}

  /**
   * Runs {@code procsnap pause} or {@code procsnap resume}.
   *
   * @param raw its settings as they were given
   * @param faults what is already known to be wrong with them
   */
  public static ExitCode run(Command command, RawSettings raw, Faults faults) {
    GivenSettings given = new GivenSettings(raw, faults);
    Path folder = given.outputFolder();
    if (!Files.isDirectory(folder) && faults.isEmpty()) {
      faults.add(raw.origin(Option.OUTPUT), "there is no folder '" + folder + "'");
    }
    Log log = new Log(given.logLevel(false), given.zone());
    if (!faults.isEmpty()) {
      faults.tell(System.err, "procsnap " + command.label());
      return ExitCode.USAGE;
    }
    String place = Printable.of(folder.toString());
    boolean pause = command == Command.PAUSE;
    try {
      boolean news = OutputFolder.pause(folder, pause);
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
