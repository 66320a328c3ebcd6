package procsnap.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import procsnap.adapters.storage.StreamSnapshotStore;
import procsnap.adapters.storage.local.OutputDirectory;
import procsnap.cli.log.TraceLog;
import procsnap.cli.running.Adapters;
import procsnap.cli.running.ExitCode;
import procsnap.cli.settings.GivenSettings;
import procsnap.cli.settings.InvalidSettingsException;
import procsnap.cli.settings.RecordingSettings;
import procsnap.cli.settings.RecordingSettingsParser;
import procsnap.core.port.ProcessTable;
import procsnap.core.port.ProcessTableException;
import procsnap.core.port.SnapshotStore;
import procsnap.core.port.StoreException;
import procsnap.core.record.Tracer;
import procsnap.core.time.TimeSource;

/**
 * {@code procsnap snapshot}: a trace of one snapshot. It calls constructors, for Guice takes longer
 * to load than the snapshot takes.
 */
final class SnapshotCommand implements Command {

  @Override
  public ExitCode run(Invocation invocation)
      throws InvalidSettingsException, IOException, ProcessTableException, StoreException {
    GivenSettings given = invocation.settings();
    RecordingSettings settings = new RecordingSettingsParser(given).snapshot();
    Optional<ProcessTable> table = Adapters.processTable(settings, given);
    given.requireValid();
    if (settings.output().isEmpty()) {
      SnapshotStore store = new StreamSnapshotStore(invocation.data(), settings.csv());
      return record(invocation, settings, table.orElseThrow(), store, "");
    }
    Path output = settings.output().get();
    try (OutputDirectory directory = Adapters.hold(output, settings.prefix(), invocation.log())) {
      String machineId = Adapters.machineId(settings, directory);
      SnapshotStore store =
          Adapters.localStore(settings, directory, machineId, settings::minFreeSpace);
      return record(invocation, settings, table.orElseThrow(), store, machineId);
    }
  }

  private static ExitCode record(
      Invocation invocation,
      RecordingSettings settings,
      ProcessTable table,
      SnapshotStore store,
      String machineId)
      throws ProcessTableException, StoreException {
    TraceLog log = new TraceLog(invocation.log(), machineId);
    Tracer tracer = new Tracer(table, store, TimeSource.system(), invocation.stop().signal(), log);
    if (tracer.run(settings.plan(), settings.manifestSettings()).snapshots() > 0) {
      return ExitCode.OK;
    }
    log.nothingRecorded();
    return ExitCode.FAILED;
  }
}
