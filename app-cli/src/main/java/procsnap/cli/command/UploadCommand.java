package procsnap.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import procsnap.adapters.storage.file.FileProblem;
import procsnap.adapters.storage.http.EnvironmentProxies;
import procsnap.adapters.storage.local.LocalUploadQueue;
import procsnap.adapters.storage.local.OutputDirectory;
import procsnap.cli.log.Log;
import procsnap.cli.log.Printable;
import procsnap.cli.log.UploadLog;
import procsnap.cli.log.UploadProgress;
import procsnap.cli.running.Adapters;
import procsnap.cli.running.ExitCode;
import procsnap.cli.running.Stores;
import procsnap.cli.settings.Command;
import procsnap.cli.settings.GivenSettings;
import procsnap.cli.settings.Option;
import procsnap.cli.settings.RawSettings;
import procsnap.cli.settings.SettingErrors;
import procsnap.cli.settings.UploadSettings;
import procsnap.cli.settings.UploadSettingsParser;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.StoreException;
import procsnap.core.port.UploadQueue;
import procsnap.core.time.StopSignal;
import procsnap.core.time.TimeSource;
import procsnap.core.upload.Throttle;

/** Runs {@code procsnap upload}: checks its settings, holds the output directory, sends, tells. */
public final class UploadCommand {

  private final Map<String, String> environment;
  private final StopSignal stop;

  /**
   * @param environment the environment variables
   * @param stop tells it to stop
   */
  public UploadCommand(Map<String, String> environment, StopSignal stop) {
    this.environment = environment;
    this.stop = stop;
  }

  /**
   * Runs the command.
   *
   * @param raw its settings as they were given
   * @param errors what is already known to be wrong with them
   */
  public ExitCode run(RawSettings raw, SettingErrors errors) {
    GivenSettings given = new GivenSettings(raw, errors);
    Path output = given.outputDirectory();
    if (!Files.isDirectory(output) && errors.isEmpty()) {
      errors.add(raw.origin(Option.OUTPUT), "there is no directory '" + output + "'");
    }
    Optional<UploadSettings> settings = new UploadSettingsParser(given).required();
    String prefix = given.prefix();
    Log log = new Log(given.logLevel(false), given.zone());
    EnvironmentProxies.install(environment, errors::add);
    if (settings.isEmpty() || !errors.isEmpty()) {
      errors.print(System.err, "procsnap " + Command.UPLOAD.label());
      return ExitCode.USAGE;
    }
    try {
      return upload(output, prefix, settings.get(), log);
    } catch (IOException e) {
      log.error("{}", Printable.of(FileProblem.describe(e)));
    } catch (StoreException | ObjectStoreException e) {
      log.error("{}", Printable.of(String.valueOf(e.getMessage())));
    }
    return ExitCode.FAILED;
  }

  private ExitCode upload(Path output, String prefix, UploadSettings settings, Log log)
      throws IOException, StoreException, ObjectStoreException {
    Optional<OutputDirectory> held = OutputDirectory.hold(output);
    if (held.isEmpty()) {
      log.error("{}", Adapters.heldBy(output));
      return ExitCode.HELD;
    }
    try (OutputDirectory directory = held.get();
        ObjectStore store = Stores.open(settings.location(), environment)) {
      Adapters.recover(directory, prefix, log);
      UploadQueue queue =
          new LocalUploadQueue(
              directory, prefix, settings.keepLocal(), settings.location().uri().toString());
      UploadProgress progress = new UploadProgress(new UploadLog(log, queue), queue.count());
      Throttle throttle = new Throttle(settings.bytesPerSecond(), TimeSource.system());
      Adapters.uploads(queue, store, throttle, progress).drain(stop);
      progress.end();
      long waiting = queue.count();
      log.info(
          "uploaded {} objects, {} bytes; {} waiting",
          progress.objects(),
          progress.bytes(),
          waiting);
      return waiting == 0 ? ExitCode.OK : ExitCode.PENDING;
    }
  }
}
