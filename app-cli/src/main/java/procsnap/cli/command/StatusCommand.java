package procsnap.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import procsnap.adapters.storage.local.LocalUploadQueue;
import procsnap.adapters.storage.local.OutputDirectory;
import procsnap.adapters.storage.local.StatusFile;
import procsnap.cli.log.StatusOutput;
import procsnap.cli.running.ExitCode;
import procsnap.cli.settings.Advice;
import procsnap.cli.settings.CommandName;
import procsnap.cli.settings.GivenSettings;
import procsnap.cli.settings.InvalidSettingsException;
import procsnap.cli.settings.Settings;
import procsnap.core.health.HealthCheck;
import procsnap.core.health.HealthProblem;
import procsnap.core.health.TraceStatus;
import procsnap.core.port.StoreException;

/** {@code procsnap status}: reports on the trace that is recording into a directory. */
final class StatusCommand implements Command {

  @Override
  public ExitCode run(Invocation invocation)
      throws InvalidSettingsException, IOException, StoreException {
    GivenSettings given = invocation.settings();
    Path directory = given.directoryToRead();
    String prefix = given.prefix();
    boolean json = given.value(Settings.JSON);
    given.requireValid();
    Optional<TraceStatus> status = StatusFile.read(directory);
    long pending = LocalUploadQueue.pending(directory, prefix);
    boolean paused = OutputDirectory.isPaused(directory);
    long nowNanos = System.nanoTime();
    List<HealthProblem> problems =
        HealthCheck.problems(status, OutputDirectory.runningHolder(directory), paused, nowNanos);
    String start = Advice.command(CommandName.TRACE, given);
    new StatusOutput(invocation.out(), json)
        .print(status, pending, paused, problems, start, nowNanos);
    return problems.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
  }
}
