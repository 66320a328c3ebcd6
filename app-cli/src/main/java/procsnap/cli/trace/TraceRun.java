package procsnap.cli.trace;

import com.google.inject.Guice;
import com.google.inject.Stage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import procsnap.adapters.storage.file.FileProblem;
import procsnap.adapters.storage.local.LocalUploadQueue;
import procsnap.adapters.storage.local.OutputDirectory;
import procsnap.adapters.storage.local.SnapshotPruner;
import procsnap.adapters.storage.local.StatusFile;
import procsnap.cli.log.Log;
import procsnap.cli.log.LogMessages;
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
import procsnap.cli.settings.Advice;
import procsnap.cli.settings.CommandName;
import procsnap.cli.settings.GivenSettings;
import procsnap.cli.settings.RecordingSettings;
import procsnap.cli.settings.UploadSettings;
import procsnap.core.health.StatusTracker;
import procsnap.core.health.TraceStatus;
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
import procsnap.core.upload.UploadSchedule;
import procsnap.core.upload.Uploader;

/** A trace that runs for days, with its uploads, signals, status and retention. */
public final class TraceRun {

  /** Time after the flush for the request in progress. */
  private static final Duration LAST_REQUEST = Duration.ofSeconds(2);

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final GivenSettings given;
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
  private final TraceLog traceLog;
  private final StatusTracker status;
  private final BooleanSupplier paused;

  /**
   * @param given the settings, which may be reloaded
   * @param directory the output directory, held
   */
  public TraceRun(
      GivenSettings given,
      RecordingSettings settings,
      Optional<UploadSettings> upload,
      OutputDirectory directory,
      String machineId,
      ProcessTable table,
      Map<String, String> environment,
      StopOnSignal stop,
      Log log) {
    this.given = given;
    this.settings = settings;
    this.upload = upload;
    this.directory = directory;
    this.machineId = machineId;
    this.table = table;
    this.environment = environment;
    this.stop = stop;
    this.log = log;
    throttle = upload.map(with -> new Throttle(with.bytesPerSecond(), TimeSource.system()));
    live = new LiveSettings(given.raw(), settings, throttle, log);
    traceLog = new TraceLog(log, machineId, Advice.command(CommandName.RESUME, given));
    Optional<String> store = upload.map(with -> with.location().uri().toString());
    long pid = ProcessHandle.current().pid();
    status = new StatusTracker(pid, store, TimeSource.system(), this::report);
    paused = () -> OutputDirectory.isPaused(directory.path());
  }

  /** Records until it is stopped. */
  public ExitCode record() throws StoreException, ObjectStoreException, ProcessTableException {
    ExitCode code = upload.isPresent() ? recordAndUpload(upload.get()) : code(record(List.of()));
    if (code == ExitCode.FAILED) {
      traceLog.nothingRecorded();
    }
    return code;
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
    TimeSource time = TimeSource.system();
    UploadSchedule schedule =
        new UploadSchedule(settings.plan().interval(), new SplittableRandom(), time.nanos());
    try (UploadThread background = new UploadThread(uploads, objects, paused, schedule, time)) {
      code = code(record(List.of(background)));
      stop.patience(with.flushTimeout().plus(LAST_REQUEST));
      if (!stop.signal().requested() && queue.count() > 0) {
        log.info(LogMessages.FLUSHING, StatusOutput.time(with.flushTimeout()));
      }
      background.flush(with.flushTimeout(), stop.signal());
    }
    long pending = queue.count();
    if (pending == 0) {
      return code;
    }
    log.warn(
        LogMessages.UPLOAD_PENDING,
        LogMessages.pending(pending),
        Advice.command(CommandName.UPLOAD, given));
    return code == ExitCode.OK ? ExitCode.PENDING : code;
  }

  private void report(TraceStatus reported) {
    try {
      StatusFile.write(directory.path(), reported);
    } catch (IOException e) {
      log.debug(LogMessages.STATUS_NOT_WRITTEN, FileProblem.describe(e));
    }
  }

  private static ExitCode code(TraceEnd end) {
    return end.isFailure() ? ExitCode.FAILED : ExitCode.OK;
  }

  /**
   * Records until it is stopped.
   *
   * @param uploading listeners that upload what is published
   */
  private TraceEnd record(List<TraceEvents> uploading)
      throws StoreException, ProcessTableException {
    Optional<Service> service = Service.of(environment, log);
    List<TraceEvents> listeners = new ArrayList<>(List.of(traceLog, status));
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
    TraceControl control =
        new TraceControl(stop.signal(), paused, stores, TraceEvents.all(beyondPlan));
    handleSignals(control);
    Tracer tracer =
        Guice.createInjector(
                Stage.DEVELOPMENT,
                new RecorderModule(
                    table, stores.get(), time(service), stop.signal(), listeners, control))
            .getInstance(Tracer.class);
    try {
      return tracer.run(settings.plan(), settings.manifestSettings());
    } finally {
      log.line().erase();
    }
  }

  /** SIGHUP means that the terminal was closed; without a terminal it reloads the settings. */
  private void handleSignals(TraceControl control) {
    boolean handled = Signals.on("USR1", control::requestSnapshot);
    handled &= log.line().isShown() || Signals.on("HUP", live::reload);
    if (!handled) {
      log.debug(LogMessages.NO_SIGNALS);
    }
  }

  /** Waits are only broken when a watchdog or a terminal needs it. */
  private TimeSource time(Optional<Service> service) {
    TimeSource time = TimeSource.system();
    Optional<Duration> signOfLife = service.flatMap(Service::signOfLife);
    if (signOfLife.isPresent()) {
      time = new TickingTime(time, signOfLife.get(), service.get()::isAlive);
    }
    ProgressLine line = log.line();
    return line.isShown()
        ? new TickingTime(
            time, SECOND, () -> line.show(StatusOutput.line(status.status(), System.nanoTime())))
        : time;
  }
}
