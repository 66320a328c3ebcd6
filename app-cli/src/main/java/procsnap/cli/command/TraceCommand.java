package procsnap.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import procsnap.adapters.storage.local.OutputDirectory;
import procsnap.cli.running.Adapters;
import procsnap.cli.running.ExitCode;
import procsnap.cli.settings.GivenSettings;
import procsnap.cli.settings.InvalidSettingsException;
import procsnap.cli.settings.RecordingSettings;
import procsnap.cli.settings.RecordingSettingsParser;
import procsnap.cli.settings.UploadSettings;
import procsnap.cli.settings.UploadSettingsParser;
import procsnap.cli.trace.TraceRun;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.ProcessTable;
import procsnap.core.port.ProcessTableException;
import procsnap.core.port.StoreException;

/** {@code procsnap trace}: records until it is stopped, and uploads on the way. */
final class TraceCommand implements Command {

  @Override
  public ExitCode run(Invocation invocation)
      throws InvalidSettingsException,
          IOException,
          ObjectStoreException,
          ProcessTableException,
          StoreException {
    GivenSettings given = invocation.settings();
    RecordingSettings settings = new RecordingSettingsParser(given).trace();
    Optional<UploadSettings> upload = new UploadSettingsParser(given).ifAny();
    upload.ifPresent(with -> invocation.useProxies(with.location()));
    Optional<ProcessTable> table = Adapters.processTable(settings, given);
    given.requireValid();
    Path output = settings.output().orElseThrow();
    try (OutputDirectory directory = Adapters.hold(output, settings.prefix(), invocation.log())) {
      return new TraceRun(
              given,
              settings,
              upload,
              directory,
              Adapters.machineId(settings, directory),
              table.orElseThrow(),
              invocation.environment(),
              invocation.stop(),
              invocation.log())
          .record();
    }
  }
}
