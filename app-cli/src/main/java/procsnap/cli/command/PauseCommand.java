package procsnap.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import procsnap.adapters.storage.local.OutputDirectory;
import procsnap.cli.log.LogMessages;
import procsnap.cli.log.Printable;
import procsnap.cli.running.ExitCode;
import procsnap.cli.settings.Advice;
import procsnap.cli.settings.CommandName;
import procsnap.cli.settings.GivenSettings;
import procsnap.cli.settings.InvalidSettingsException;

/**
 * {@code procsnap pause} and {@code procsnap resume}, for whatever records into a directory.
 *
 * @param pause whether to pause, not to resume
 */
record PauseCommand(boolean pause) implements Command {

  @Override
  public ExitCode run(Invocation invocation) throws InvalidSettingsException, IOException {
    GivenSettings given = invocation.settings();
    Path directory = given.existingOutputDirectory();
    given.requireValid();
    boolean changed = OutputDirectory.pause(directory, pause);
    String name = Printable.of(directory.toString());
    if (pause) {
      invocation
          .log()
          .info(
              changed ? LogMessages.PAUSE : LogMessages.PAUSED_ALREADY,
              name,
              Advice.command(CommandName.RESUME, given));
    } else {
      invocation.log().info(changed ? LogMessages.RESUME : LogMessages.NOT_PAUSED, name);
    }
    return ExitCode.OK;
  }
}
