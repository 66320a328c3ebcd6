package procsnap.cli.command;

import com.google.inject.Guice;
import com.google.inject.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import procsnap.adapters.storage.file.FileProblem;
import procsnap.adapters.storage.http.EnvironmentProxies;
import procsnap.adapters.storage.local.LocalUploadQueue;
import procsnap.adapters.storage.local.OutputFolder;
import procsnap.cli.log.Log;
import procsnap.cli.log.Printable;
import procsnap.cli.log.TraceLog;
import procsnap.cli.log.UploadLog;
import procsnap.cli.settings.Command;
import procsnap.cli.settings.Faults;
import procsnap.cli.settings.GivenSettings;
import procsnap.cli.settings.Option;
import procsnap.cli.settings.RawSettings;
import procsnap.cli.settings.RecordingSettings;
import procsnap.cli.settings.SettingsParser;
import procsnap.cli.settings.UploadSettings;
import procsnap.cli.settings.UploadSettingsParser;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.ProcessTable;
import procsnap.core.port.ProcessTableException;
import procsnap.core.port.SnapshotStore;
import procsnap.core.port.StoreException;
import procsnap.core.port.TimeSource;
import procsnap.core.port.UploadQueue;
import procsnap.core.trace.TraceEnd;
import procsnap.core.trace.TraceEvents;
import procsnap.core.trace.Tracer;
import procsnap.core.upload.UploadPending;

/** Runs a recording command: checks its settings, holds the output folder, records, tells. */
public final class Recording {

  /** Beyond the flush, for what is under way then. */
  private static final Duration LAST_REQUEST = Duration.ofSeconds(2);

  private final Map<String, String> environment;
  private final StopOnSignal stop;

  /**
   * @param environment the environment variables
   * @param stop tells it to stop
   */
  public Recording(Map<String, String> environment, StopOnSignal stop) {
    this.environment = environment;
    this.stop = stop;
  }

  /**
   * Runs a command.
   *
   * @param raw its settings as they were given
   * @param faults what is already known to be wrong with them
   */
  public ExitCode run(Command command, RawSettings raw, Faults faults) {
    GivenSettings given = new GivenSettings(raw, faults);
    SettingsParser parser = new SettingsParser(given);
    RecordingSettings settings = command == Command.TRACE ? parser.trace() : parser.snapshot();
    Optional<UploadSettings> upload = new UploadSettingsParser(given).ifAny();
    upload.ifPresent(with -> EnvironmentProxies.install(environment, faults::add));
    Log log = new Log(given.logLevel(settings.output().isEmpty()), settings.csv().zone());
    Optional<ProcessTable> table = openTable(settings, raw.origin(Option.PROC_ROOT), faults);
    if (table.isEmpty() || !faults.isEmpty()) {
      faults.tell(System.err, "procsnap " + command.label());
      return ExitCode.USAGE;
    }
    try {
      if (settings.output().isPresent()) {
        return recordInto(settings.output().get(), settings, upload, table.get(), log);
      }
      TraceEnd end =
          record(settings, table.get(), Adapters.standardOutput(settings), new TraceLog(log, ""));
      return end.snapshots() == 0 ? ExitCode.FAILED : ExitCode.OK;
    } catch (IOException e) {
      log.error("{}", Printable.of(FileProblem.describe(e)));
    } catch (StoreException | ObjectStoreException | ProcessTableException e) {
      log.error("{}", Printable.of(String.valueOf(e.getMessage())));
    }
    return ExitCode.FAILED;
  }

  private static Optional<ProcessTable> openTable(
      RecordingSettings settings, String origin, Faults faults) {
    try {
      return Optional.of(Adapters.processTable(settings));
    } catch (ProcessTableException e) {
      faults.add(origin, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private ExitCode recordInto(
      Path output,
      RecordingSettings settings,
      Optional<UploadSettings> upload,
      ProcessTable table,
      Log log)
      throws IOException, StoreException, ObjectStoreException, ProcessTableException {
    Optional<OutputFolder> held = OutputFolder.hold(output);
    if (held.isEmpty()) {
      log.error("{}", Adapters.heldBy(output));
      return ExitCode.HELD;
    }
    try (OutputFolder folder = held.get()) {
      Adapters.recover(folder, settings.prefix(), log);
      String machineId = Adapters.machineId(settings, folder);
      SnapshotStore store = Adapters.localStore(settings, folder, machineId);
      TraceEvents events = new TraceLog(log, machineId);
      return upload.isPresent()
          ? recordAndUpload(settings, upload.get(), table, folder, store, events, log)
          : code(record(settings, table, store, events));
    }
  }

  private ExitCode recordAndUpload(
      RecordingSettings settings,
      UploadSettings upload,
      ProcessTable table,
      OutputFolder folder,
      SnapshotStore store,
      TraceEvents events,
      Log log)
      throws StoreException, ObjectStoreException, ProcessTableException {
    UploadQueue queue = new LocalUploadQueue(folder, settings.prefix(), upload.keepLocal());
    ObjectStore objects = Stores.open(upload, environment);
    UploadPending uploads = Uploading.uploads(queue, objects, upload, new UploadLog(log, queue));
    ExitCode code;
    try (BackgroundUpload background =
        new BackgroundUpload(
            uploads, objects, settings.plan().interval(), new SplittableRandom())) {
      code = code(record(settings, table, store, TraceEvents.both(events, background)));
      stop.patience(upload.flushTimeout().plus(LAST_REQUEST));
      background.flush(upload.flushTimeout());
    }
    long waiting = queue.count();
    if (waiting == 0) {
      return code;
    }
    log.warn(
        "{} waiting to be uploaded; send them with: procsnap upload --output {} --store {}",
        waiting,
        Printable.of(folder.path().toString()),
        Printable.of(upload.store().toString()));
    return code == ExitCode.OK ? ExitCode.WAITING : code;
  }

  private static ExitCode code(TraceEnd end) {
    return end.snapshots() == 0 && end.missed() > 0 ? ExitCode.FAILED : ExitCode.OK;
  }

  private TraceEnd record(
      RecordingSettings settings, ProcessTable table, SnapshotStore store, TraceEvents events)
      throws StoreException, ProcessTableException {
    // For one snapshot there is no injector: loading it takes longer than the snapshot.
    Tracer tracer =
        settings.plan().snapshots() == 1
            ? new Tracer(table, store, TimeSource.system(), stop.signal(), events)
            : Guice.createInjector(
                    Stage.DEVELOPMENT, new RecorderModule(table, store, stop.signal(), events))
                .getInstance(Tracer.class);
    return tracer.run(settings.plan(), settings.told());
  }
}
