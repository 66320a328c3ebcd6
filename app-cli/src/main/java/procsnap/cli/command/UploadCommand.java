package procsnap.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import procsnap.adapters.storage.local.LocalUploadQueue;
import procsnap.adapters.storage.local.OutputDirectory;
import procsnap.cli.log.Log;
import procsnap.cli.log.LogMessages;
import procsnap.cli.log.Plural;
import procsnap.cli.log.UploadLog;
import procsnap.cli.log.UploadProgress;
import procsnap.cli.running.Adapters;
import procsnap.cli.running.ExitCode;
import procsnap.cli.running.Stores;
import procsnap.cli.settings.GivenSettings;
import procsnap.cli.settings.InvalidSettingsException;
import procsnap.cli.settings.UploadSettings;
import procsnap.cli.settings.UploadSettingsParser;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.StoreException;
import procsnap.core.port.UploadQueue;
import procsnap.core.time.TimeSource;
import procsnap.core.upload.Throttle;

/** {@code procsnap upload}: sends everything that is pending in an output directory. */
final class UploadCommand implements Command {

  @Override
  public ExitCode run(Invocation invocation)
      throws InvalidSettingsException, IOException, ObjectStoreException, StoreException {
    GivenSettings given = invocation.settings();
    Path output = given.existingOutputDirectory();
    Optional<UploadSettings> upload = new UploadSettingsParser(given).required();
    String prefix = given.prefix();
    upload.ifPresent(with -> invocation.useProxies(with.location()));
    given.requireValid();
    Log log = invocation.log();
    UploadSettings settings = upload.orElseThrow();
    try (OutputDirectory directory = Adapters.hold(output, prefix, log);
        ObjectStore store = Stores.open(settings.location(), invocation.environment())) {
      UploadQueue queue =
          new LocalUploadQueue(
              directory, prefix, settings.keepLocal(), settings.location().uri().toString());
      UploadProgress progress = new UploadProgress(new UploadLog(log, queue), queue.count());
      Throttle throttle = new Throttle(settings.bytesPerSecond(), TimeSource.system());
      Adapters.uploads(queue, store, throttle, progress).drain(invocation.stop().signal());
      progress.end();
      long pending = queue.count();
      log.info(
          LogMessages.UPLOAD_ENDED,
          Plural.of(progress.objects(), "object"),
          Plural.of(progress.bytes(), "byte"),
          LogMessages.pending(pending));
      return pending == 0 ? ExitCode.OK : ExitCode.PENDING;
    }
  }
}
