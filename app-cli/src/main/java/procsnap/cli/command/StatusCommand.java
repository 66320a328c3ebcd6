package procsnap.cli.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import procsnap.adapters.storage.file.FileProblem;
import procsnap.adapters.storage.local.LocalUploadQueue;
import procsnap.adapters.storage.local.OutputDirectory;
import procsnap.adapters.storage.local.StatusFile;
import procsnap.adapters.storage.local.StatusFile.Status;
import procsnap.adapters.storage.local.StatusFile.Upload;
import procsnap.cli.log.Log;
import procsnap.cli.log.Printable;
import procsnap.cli.log.StatusOutput;
import procsnap.cli.running.ExitCode;
import procsnap.cli.settings.Command;
import procsnap.cli.settings.GivenSettings;
import procsnap.cli.settings.Option;
import procsnap.cli.settings.RawSettings;
import procsnap.cli.settings.SettingErrors;
import procsnap.core.port.StoreException;

/**
 * Tells how the trace is that records into a directory: from what it tells of itself there, and
 * from the clock, for one that hangs tells nothing.
 */
public final class StatusCommand {

  /** So late a snapshot may be, or as late as its interval where that is less. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  private static final Duration LEAST_GRACE = Duration.ofSeconds(3);

  /** A store may be away for so long before that is called unhealthy. */
  private static final Duration STORE_GRACE = Duration.ofHours(1);

  private StatusCommand() {}

  /**
   * Runs the command.
   *
   * @param raw its settings as they were given
   * @param errors what is already known to be wrong with them
   */
  public static ExitCode run(RawSettings raw, SettingErrors errors, PrintStream out) {
    GivenSettings given = new GivenSettings(raw, errors);
    Path directory = given.directoryToRead();
    Log log = new Log(given.logLevel(true), given.zone());
    String prefix = given.prefix();
    if (!errors.isEmpty()) {
      errors.print(System.err, "procsnap " + Command.STATUS.label());
      return ExitCode.USAGE;
    }
    try {
      Optional<Status> status = StatusFile.read(directory);
      long waiting = LocalUploadQueue.pending(directory, prefix);
      boolean paused = OutputDirectory.isPaused(directory);
      List<String> problems = problems(directory, status, paused);
      StatusOutput output = new StatusOutput(out, given.flag(Option.JSON));
      output.print(status, waiting, paused, problems);
      return problems.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    } catch (IOException e) {
      log.error("{}", Printable.of(FileProblem.describe(e)));
    } catch (StoreException e) {
      log.error("{}", Printable.of(String.valueOf(e.getMessage())));
    }
    return ExitCode.FAILED;
  }

  private static Duration grace(Status status) {
    Duration interval = Duration.ofMillis(status.intervalMs());
    return interval.compareTo(GRACE) > 0
        ? GRACE
        : interval.compareTo(LEAST_GRACE) > 0 ? interval : LEAST_GRACE;
  }

  /** What makes it unhealthy; nothing when it is well. */
  private static List<String> problems(Path directory, Optional<Status> told, boolean paused) {
    List<String> problems = new ArrayList<>();
    OptionalLong holder = OutputDirectory.runningHolder(directory);
    if (holder.isEmpty() || told.isEmpty() || told.get().pid() != holder.getAsLong()) {
      problems.add("no trace records into this directory: start one with procsnap trace");
      return problems;
    }
    Status status = told.get();
    Duration late = Duration.ofNanos(System.nanoTime() - status.nextMonoNs());
    if (late.compareTo(grace(status)) > 0) {
      problems.add(
          "the next snapshot is overdue by "
              + StatusOutput.time(late)
              + ": the trace hangs, or is stopped");
    }
    if (status.failure() != null && !paused) {
      problems.add("the last snapshot is missing: " + status.failure());
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
