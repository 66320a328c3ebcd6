package procsnap.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import procsnap.adapters.storage.file.FileProblem;
import procsnap.adapters.storage.http.EnvironmentProxies;
import procsnap.adapters.storage.local.OutputDirectory;
import procsnap.cli.log.Log;
import procsnap.cli.log.Printable;
import procsnap.cli.log.TraceLog;
import procsnap.cli.running.Adapters;
import procsnap.cli.running.ExitCode;
import procsnap.cli.running.StopOnSignal;
import procsnap.cli.settings.Command;
import procsnap.cli.settings.GivenSettings;
import procsnap.cli.settings.Option;
import procsnap.cli.settings.RawSettings;
import procsnap.cli.settings.RecordingSettings;
import procsnap.cli.settings.SettingErrors;
import procsnap.cli.settings.SettingsParser;
import procsnap.cli.settings.UploadSettings;
import procsnap.cli.settings.UploadSettingsParser;
import procsnap.cli.trace.TraceRun;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.ProcessTable;
import procsnap.core.port.ProcessTableException;
import procsnap.core.port.SnapshotStore;
import procsnap.core.port.StoreException;
import procsnap.core.record.TraceEvents;
import procsnap.core.record.Tracer;
import procsnap.core.time.TimeSource;
import procsnap.core.trace.TraceEnd;

/** Runs a recording command: checks its settings, holds the output directory, records, tells. */
public final class TraceCommand {

  private final Map<String, String> environment;
  private final StopOnSignal stop;

  /**
   * @param environment the environment variables
   * @param stop tells it to stop
   */
  public TraceCommand(Map<String, String> environment, StopOnSignal stop) {
    this.environment = environment;
    this.stop = stop;
  }

  /**
   * Runs a command.
   *
   * @param raw its settings as they were given
   * @param errors what is already known to be wrong with them
   */
  public ExitCode run(Command command, RawSettings raw, SettingErrors errors) {
    GivenSettings given = new GivenSettings(raw, errors);
    SettingsParser parser = new SettingsParser(given);
    RecordingSettings settings = command == Command.TRACE ? parser.trace() : parser.snapshot();
    Optional<UploadSettings> upload = new UploadSettingsParser(given).ifAny();
    upload.ifPresent(with -> EnvironmentProxies.install(environment, errors::add));
    Log log = new Log(given.logLevel(settings.output().isEmpty()), settings.csv().zone());
    Optional<ProcessTable> table = openTable(settings, raw.origin(Option.PROC_ROOT), errors);
    if (table.isEmpty() || !errors.isEmpty()) {
      errors.print(System.err, "procsnap " + command.label());
      return ExitCode.USAGE;
    }
    try {
      if (settings.output().isPresent()) {
        return recordInto(
            settings.output().get(), command, raw, settings, upload, table.get(), log);
      }
      SnapshotStore standardOutput = Adapters.standardOutput(settings);
      TraceEnd end = record(settings, table.get(), standardOutput, new TraceLog(log, ""));
      return end.snapshots() == 0 ? ExitCode.FAILED : ExitCode.OK;
    } catch (IOException e) {
      log.error("{}", Printable.of(FileProblem.describe(e)));
    } catch (StoreException | ObjectStoreException | ProcessTableException e) {
      log.error("{}", Printable.of(String.valueOf(e.getMessage())));
    }
    return ExitCode.FAILED;
  }

  private static Optional<ProcessTable> openTable(
      RecordingSettings settings, String origin, SettingErrors errors) {
    try {
      return Optional.of(Adapters.processTable(settings));
    } catch (ProcessTableException e) {
      errors.add(origin, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private ExitCode recordInto(
      Path output,
      Command command,
      RawSettings raw,
      RecordingSettings settings,
      Optional<UploadSettings> upload,
      ProcessTable table,
      Log log)
      throws IOException, StoreException, ObjectStoreException, ProcessTableException {
    Optional<OutputDirectory> held = OutputDirectory.hold(output);
    if (held.isEmpty()) {
      log.error("{}", Adapters.heldBy(output));
      return ExitCode.HELD;
    }
    try (OutputDirectory directory = held.get()) {
      if (directory.isOpenToOthers()) {
        log.warn("{}", Adapters.openToOthers(output));
      }
      Adapters.recover(directory, settings.prefix(), log);
      String machineId = Adapters.machineId(settings, directory);
      if (command == Command.TRACE) {
        return new TraceRun(
                raw, settings, upload, directory, machineId, table, environment, stop, log)
            .record();
      }
      SnapshotStore store =
          Adapters.localStore(settings, directory, machineId, settings::minFreeSpace);
      TraceEnd end = record(settings, table, store, new TraceLog(log, machineId));
      return end.missed() > 0 ? ExitCode.FAILED : ExitCode.OK;
    }
  }

  /** One snapshot: loading all that goes on around a trace takes longer than that. */
  private TraceEnd record(
      RecordingSettings settings, ProcessTable table, SnapshotStore store, TraceEvents events)
      throws StoreException, ProcessTableException {
    return new Tracer(table, store, TimeSource.system(), stop.signal(), events)
        .run(settings.plan(), settings.told());
  }
}
