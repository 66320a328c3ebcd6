package procsnap.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import procsnap.adapters.storage.local.LocalUploadQueue;
import procsnap.adapters.storage.local.OutputDirectory;
import procsnap.adapters.storage.local.StatusFile;
import procsnap.adapters.storage.local.StatusFile.Status;
import procsnap.adapters.storage.local.StatusFile.Upload;
import procsnap.cli.log.StatusOutput;
import procsnap.cli.running.ExitCode;
import procsnap.cli.settings.Advice;
import procsnap.cli.settings.CommandName;
import procsnap.cli.settings.GivenSettings;
import procsnap.cli.settings.InvalidSettingsException;
import procsnap.cli.settings.Settings;
import procsnap.core.port.StoreException;

/**
 * {@code procsnap status}: reports on the trace that is recording into a directory. It relies on
 * what the trace has reported there, and on the clock, for a trace that hangs reports nothing.
 */
final class StatusCommand implements Command {

  /** A snapshot may be this late, or as late as its interval if that is less. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  private static final Duration LEAST_GRACE = Duration.ofSeconds(3);

  /** A store may be unreachable for this long before the trace is unhealthy. */
  private static final Duration STORE_GRACE = Duration.ofHours(1);

  @Override
  public ExitCode run(Invocation invocation)
      throws InvalidSettingsException, IOException, StoreException {
    GivenSettings given = invocation.settings();
    Path directory = given.directoryToRead();
    String prefix = given.prefix();
    boolean json = given.value(Settings.JSON);
    given.requireValid();
    Optional<Status> status = StatusFile.read(directory);
    long pending = LocalUploadQueue.pending(directory, prefix);
    boolean paused = OutputDirectory.isPaused(directory);
    List<String> problems = problems(directory, status, paused, given);
    new StatusOutput(invocation.out(), json).print(status, pending, paused, problems);
    return problems.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
  }

  private static Duration grace(Status status) {
    Duration interval = Duration.ofMillis(status.intervalMs());
    return interval.compareTo(GRACE) > 0
        ? GRACE
        : interval.compareTo(LEAST_GRACE) > 0 ? interval : LEAST_GRACE;
  }

  /** The reasons why a trace is unhealthy; none when it is healthy. */
  private static List<String> problems(
      Path directory, Optional<Status> reported, boolean paused, GivenSettings given) {
    List<String> problems = new ArrayList<>();
    OptionalLong holder = OutputDirectory.runningHolder(directory);
    if (holder.isEmpty() || reported.isEmpty() || reported.get().pid() != holder.getAsLong()) {
      problems.add(
          "no trace is recording into this directory; to start one: "
              + Advice.command(CommandName.TRACE, given));
      return problems;
    }
    Status status = reported.get();
    Duration late = Duration.ofNanos(System.nanoTime() - status.nextMonoNs());
    if (late.compareTo(grace(status)) > 0) {
      problems.add(
          "the next snapshot is overdue by "
              + StatusOutput.time(late)
              + ": the trace hangs or is suspended");
    }
    if (status.failure() != null && !paused) {
      problems.add("the last snapshot failed: " + status.failure());
    }
    Upload upload = status.upload();
    if (upload != null && !upload.state().equals("healthy")) {
      Duration since = Duration.ofNanos(System.nanoTime() - upload.sinceMonoNs());
      if (upload.state().equals("rejected") || since.compareTo(STORE_GRACE) > 0) {
        problems.add(
            "the store has been "
                + upload.state()
                + " for "
                + StatusOutput.time(since)
                + ": "
                + upload.problem());
      }
    }
    return problems;
  }
}
