package procsnap.cli.trace;

import com.google.inject.Guice;
import com.google.inject.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import procsnap.adapters.storage.local.LocalUploadQueue;
import procsnap.adapters.storage.local.OutputDirectory;
import procsnap.adapters.storage.local.SnapshotPruner;
import procsnap.cli.log.Log;
import procsnap.cli.log.Printable;
import procsnap.cli.log.ProgressLine;
import procsnap.cli.log.RetentionLog;
import procsnap.cli.log.StatusOutput;
import procsnap.cli.log.TraceLog;
import procsnap.cli.log.UploadLog;
import procsnap.cli.running.Adapters;
import procsnap.cli.running.ExitCode;
import procsnap.cli.running.Signals;
import procsnap.cli.running.StopOnSignal;
import procsnap.cli.running.Stores;
import procsnap.cli.settings.RawSettings;
import procsnap.cli.settings.RecordingSettings;
import procsnap.cli.settings.UploadSettings;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.ProcessTable;
import procsnap.core.port.ProcessTableException;
import procsnap.core.port.SnapshotStore;
import procsnap.core.port.StoreException;
import procsnap.core.port.UploadQueue;
import procsnap.core.record.TraceControl;
import procsnap.core.record.TraceEvents;
import procsnap.core.record.Tracer;
import procsnap.core.retention.Retention;
import procsnap.core.time.TimeSource;
import procsnap.core.trace.TraceEnd;
import procsnap.core.upload.Throttle;
import procsnap.core.upload.UploadEvents;
import procsnap.core.upload.Uploader;

/**
 * A trace that goes on for days, and what goes on around it: uploads, signals, its status,
 * snapshots that become old.
 */
public final class TraceRun {

  /** Beyond the flush, for what is under way then. */
  private static final Duration LAST_REQUEST = Duration.ofSeconds(2);

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final RecordingSettings settings;
  private final Optional<UploadSettings> upload;
  private final OutputDirectory directory;
  private final String machineId;
  private final ProcessTable table;
  private final Map<String, String> environment;
  private final StopOnSignal stop;
  private final Log log;

  private final LiveSettings live;
  private final Optional<Throttle> throttle;
  private final StatusKeeper status;
  private final BooleanSupplier paused;

  /**
   * @param raw the settings as they were given, for they may be asked for again
   * @param directory the output directory, held
   */
  public TraceRun(
      RawSettings raw,
      RecordingSettings settings,
      Optional<UploadSettings> upload,
      OutputDirectory directory,
      String machineId,
      ProcessTable table,
      Map<String, String> environment,
      StopOnSignal stop,
      Log log) {
    this.settings = settings;
    this.upload = upload;
    this.directory = directory;
    this.machineId = machineId;
    this.table = table;
    this.environment = environment;
    this.stop = stop;
    this.log = log;
    throttle = upload.map(with -> new Throttle(with.bytesPerSecond(), TimeSource.system()));
    live = new LiveSettings(raw, settings, throttle, log);
    String store = upload.map(with -> with.location().uri().toString()).orElse("");
    status = new StatusKeeper(directory.path(), store, log);
    paused = () -> OutputDirectory.isPaused(directory.path());
  }

  /** Records until it is stopped. */
  public ExitCode record() throws StoreException, ObjectStoreException, ProcessTableException {
    return upload.isPresent() ? recordAndUpload(upload.get()) : code(record(List.of()));
  }

  private ExitCode recordAndUpload(UploadSettings with)
      throws StoreException, ObjectStoreException, ProcessTableException {
    UploadQueue queue =
        new LocalUploadQueue(
            directory, settings.prefix(), with.keepLocal(), with.location().uri().toString());
    ObjectStore objects = Stores.open(with.location(), environment);
    UploadEvents events = UploadEvents.all(List.of(new UploadLog(log, queue), status));
    Uploader uploads = Adapters.uploads(queue, objects, throttle.orElseThrow(), events);
    ExitCode code;
    try (BackgroundUpload background =
        new BackgroundUpload(
            uploads, objects, paused, settings.plan().interval(), new SplittableRandom())) {
      code = code(record(List.of(background)));
      stop.patience(with.flushTimeout().plus(LAST_REQUEST));
      if (!stop.signal().requested() && queue.count() > 0) {
        log.info("uploading what waits, for {} at most", StatusOutput.time(with.flushTimeout()));
      }
      background.flush(with.flushTimeout(), stop.signal());
    }
    long waiting = queue.count();
    if (waiting == 0) {
      return code;
    }
    log.warn(
        "{} waiting to be uploaded; send them with: procsnap upload --output {} --store {}",
        waiting,
        Printable.of(directory.path().toString()),
        Printable.of(with.location().uri().toString()));
    return code == ExitCode.OK ? ExitCode.PENDING : code;
  }

  private static ExitCode code(TraceEnd end) {
    return end.snapshots() == 0 && end.missed() > 0 ? ExitCode.FAILED : ExitCode.OK;
  }

  /**
   * @param uploading who is told of what is published, to upload it
   */
  private TraceEnd record(List<TraceEvents> uploading)
      throws StoreException, ProcessTableException {
    Optional<Service> service = Service.of(environment, log);
    List<TraceEvents> listeners = new ArrayList<>(List.of(new TraceLog(log, machineId), status));
    listeners.addAll(uploading);
    listeners.add(
        new Retention(
            new SnapshotPruner(directory, settings.prefix()),
            live::retention,
            table,
            TimeSource.system(),
            new RetentionLog(log)));
    service.ifPresent(listeners::add);

    Supplier<SnapshotStore> stores =
        () -> Adapters.localStore(settings, directory, machineId, live::minFreeSpace);
    List<TraceEvents> beyondPlan = new ArrayList<>(List.of(new TraceLog(log, machineId)));
    uploading.forEach(each -> beyondPlan.add(new SnapshotListener(each)));
    TraceControl interlude =
        new TraceControl(stop.signal(), paused, stores, TraceEvents.all(beyondPlan));
    hearSignals(interlude);
    Tracer tracer =
        Guice.createInjector(
                Stage.DEVELOPMENT,
                new RecorderModule(
                    table,
                    stores.get(),
                    time(service),
                    stop.signal(),
                    TraceEvents.all(listeners),
                    interlude))
            .getInstance(Tracer.class);
    try {
      return tracer.run(settings.plan(), settings.told());
    } finally {
      log.line().erase();
    }
  }

  /** A terminal that is closed ends the trace; where there is none, the signal means more. */
  private void hearSignals(TraceControl interlude) {
    boolean heard = Signals.on("USR1", interlude::askForSnapshot);
    heard &= log.line().isShown() || Signals.on("HUP", live::reload);
    if (!heard) {
      log.debug("this Java hears neither SIGUSR1 nor SIGHUP");
    }
  }

  /** Its waits are broken only where somebody watches. */
  private TimeSource time(Optional<Service> service) {
    TimeSource time = TimeSource.system();
    Optional<Duration> signOfLife = service.flatMap(Service::signOfLife);
    if (signOfLife.isPresent()) {
      time = new TickingTime(time, signOfLife.get(), service.get()::isAlive);
    }
    ProgressLine line = log.line();
    return line.isShown() ? new TickingTime(time, SECOND, () -> line.show(status.line())) : time;
  }
}
