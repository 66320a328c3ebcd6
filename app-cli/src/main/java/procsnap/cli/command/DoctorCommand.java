package procsnap.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import procsnap.adapters.storage.StreamSnapshotStore;
import procsnap.adapters.storage.TrialStore;
import procsnap.adapters.storage.file.Directories;
import procsnap.adapters.storage.file.FileContent;
import procsnap.adapters.storage.file.FileProblem;
import procsnap.adapters.storage.http.EnvironmentProxies;
import procsnap.adapters.storage.local.OutputDirectory;
import procsnap.cli.log.DoctorOutput;
import procsnap.cli.log.DoctorOutput.Kind;
import procsnap.cli.running.Adapters;
import procsnap.cli.running.Credentials;
import procsnap.cli.running.ExitCode;
import procsnap.cli.running.HostClock;
import procsnap.cli.running.Stores;
import procsnap.cli.running.VisibleThreads;
import procsnap.cli.settings.GivenSettings;
import procsnap.cli.settings.Option;
import procsnap.cli.settings.RawSettings;
import procsnap.cli.settings.RecordingSettings;
import procsnap.cli.settings.SettingErrors;
import procsnap.cli.settings.SettingsParser;
import procsnap.cli.settings.UploadSettings;
import procsnap.cli.settings.UploadSettingsParser;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.ProcessTable;
import procsnap.core.port.ProcessTableException;
import procsnap.core.port.SnapshotStore;
import procsnap.core.port.StoreException;
import procsnap.core.process.Visibility;
import procsnap.core.record.TraceEvents;
import procsnap.core.record.Tracer;
import procsnap.core.time.StopSignal;
import procsnap.core.time.TimeSource;
import procsnap.core.trace.TraceEnd;
import procsnap.core.trace.TracePlan;

/** Looks whether a trace would run here, and tells what to do where it would not. */
public final class DoctorCommand {

  /** Where a store is tried: nothing that is recorded has such a name. */
  private static final String TRIALS = "procsnap-doctor/";

  /** Scans of a period at the usual interval: its snapshot, and two samples for its windows. */
  private static final int SCANS = 3;

  private static final int WARM_UP = 5;

  private final Map<String, String> environment;
  private final StopSignal stop;

  /**
   * @param environment the environment variables
   * @param stop tells it to stop
   */
  public DoctorCommand(Map<String, String> environment, StopSignal stop) {
    this.environment = environment;
    this.stop = stop;
  }

  /**
   * Runs the command.
   *
   * @param raw the settings as they were given
   * @param errors what is already known to be wrong with them
   */
  public ExitCode run(RawSettings raw, SettingErrors errors, PrintStream out) {
    GivenSettings given = new GivenSettings(raw, errors);
    DoctorOutput output = new DoctorOutput(out, given.flag(Option.JSON));
    RecordingSettings settings = new SettingsParser(given).trace();
    Optional<UploadSettings> upload = new UploadSettingsParser(given).ifAny();
    upload.ifPresent(with -> EnvironmentProxies.install(environment, errors::add));
    errors.lines().forEach(fault -> output.add(Kind.FAIL, "settings", fault));
    if (errors.isEmpty()) {
      output.add(Kind.OK, "settings", "all make sense; procsnap config lists them");
    }
    output.add(
        Kind.OK,
        "java",
        System.getProperty("java.vm.version") + " in " + System.getProperty("java.home"));
    lookAtProcesses(settings, output);
    lookAtClock(output);
    if (errors.isEmpty()) {
      settings.output().ifPresent(directory -> lookAtDirectory(directory, settings, output));
      upload.ifPresentOrElse(
          with -> lookAtStore(with, output),
          () -> output.add(Kind.OK, "store", "none: nothing is uploaded"));
    }
    return output.hasFailed() ? ExitCode.FAILED : ExitCode.OK;
  }

  private void lookAtProcesses(RecordingSettings settings, DoctorOutput output) {
    try {
      ProcessTable table = Adapters.processTable(settings);
      Visibility visibility = table.visibility();
      VisibleThreads threads =
          new VisibleThreads(
              new StreamSnapshotStore(OutputStream.nullOutputStream(), settings.csv()));
      String cost = cost(settings, table, threads);
      output.add(
          visibility.restricted() ? Kind.WARN : Kind.OK,
          "processes",
          table.sampleCpu().size()
              + " can be seen in "
              + settings.procRoot()
              + ", with "
              + threads.share(settings.procRoot())
              + (visibility.restricted()
                  ? ", others are hidden (hidepid="
                      + visibility.hidepid()
                      + "): run as root, or give procsnap CAP_SYS_PTRACE or the group of the mount"
                  : ", hidepid is " + visibility.hidepid()));
      output.add(
          table.host().container() ? Kind.WARN : Kind.OK,
          "host",
          table.host().container()
              ? "a container, whose own processes alone can be seen: to record the host's, mount its"
                  + " /proc at /host/proc and say --proc-root /host/proc"
              : "the processes of the whole machine");
      output.add(Kind.OK, "cost", cost);
    } catch (ProcessTableException | StoreException e) {
      output.add(Kind.FAIL, "processes", String.valueOf(e.getMessage()));
    }
  }

  /** A snapshot as it would be recorded, and the samples of a period, once they are warm. */
  private String cost(RecordingSettings settings, ProcessTable table, SnapshotStore store)
      throws ProcessTableException, StoreException {
    TracePlan plan = settings.plan();
    TracePlan once =
        new TracePlan(Duration.ZERO, plan.interval(), 1, plan.columns(), plan.commandLines());
    long bytes = 0;
    long scanNanos = 0;
    for (int i = 0; i < WARM_UP; i++) {
      Tracer tracer = new Tracer(table, store, TimeSource.system(), stop, new TraceEvents() {});
      long start = System.nanoTime();
      TraceEnd end = tracer.run(once, settings.told());
      scanNanos = System.nanoTime() - start;
      bytes = end.bytes();
    }
    double snapshotsADay = 86_400e9 / plan.interval().toNanos();
    return String.format(
        "about %.1f MiB a day and %.3f %% of one CPU at an interval of %d s",
        bytes * snapshotsADay / (1 << 20),
        100.0 * SCANS * scanNanos / plan.interval().toNanos(),
        plan.interval().toSeconds());
  }

  private static void lookAtClock(DoctorOutput output) {
    Optional<Boolean> inSync = HostClock.isSynchronized();
    output.add(
        inSync.orElse(true) ? Kind.OK : Kind.WARN,
        "clock",
        inSync.isEmpty()
            ? "nobody here tells whether it is synchronized"
            : inSync.get()
                ? "synchronized"
                : "not synchronized: times will be off; switch on an NTP client, as with timedatectl"
                    + " set-ntp true");
  }

  private static void lookAtDirectory(
      Path directory, RecordingSettings settings, DoctorOutput output) {
    try {
      Path there = directory.toAbsolutePath();
      while (!Files.exists(there)) {
        there = Directories.parent(there);
      }
      Optional<String> full = settings.minFreeSpace().objection(there);
      // Rights alone do not tell.
      Path trial = Files.createTempFile(there, ".procsnap-doctor-", "");
      boolean open = Directories.isOpenToOthers(trial);
      Files.delete(trial);
      if (full.isPresent()) {
        output.add(Kind.FAIL, "output", full.get() + ": free some space, or lower it");
      } else if (open) {
        output.add(Kind.WARN, "output", Adapters.openToOthers(directory));
      } else {
        output.add(
            Kind.OK,
            "output",
            directory + ", " + there.toFile().getUsableSpace() / (1 << 20) + " MiB are free");
      }
    } catch (IOException e) {
      output.add(Kind.FAIL, "output", directory + ": " + FileProblem.describe(e));
    }
    OptionalLong holder = OutputDirectory.runningHolder(directory);
    if (holder.isPresent()) {
      output.add(Kind.FAIL, "lock", Adapters.heldBy(directory));
    } else {
      output.add(Kind.OK, "lock", "nobody records into it");
    }
    if (OutputDirectory.isPaused(directory)) {
      output.add(Kind.WARN, "pause", "nothing would be recorded: go on with procsnap resume");
    }
  }

  private void lookAtStore(UploadSettings settings, DoctorOutput output) {
    output.add(Kind.OK, "credentials", Credentials.source(settings, environment));
    String name = TRIALS + UUID.randomUUID() + ".txt";
    try (ObjectStore store = Stores.open(settings.location(), environment)) {
      Path file = Files.createTempFile("procsnap-doctor-", ".txt");
      try {
        Files.writeString(file, "procsnap doctor was here\n");
        FileContent content = new FileContent(file);
        store.putIfAbsent(name, content);
        boolean same = isThere(store, name, file);
        output.add(
            same ? Kind.OK : Kind.FAIL,
            "store",
            settings.location().uri()
                + (same ? " takes objects, and gives back what it took" : " gives back other bytes")
                + leftBehind(store, name));
      } finally {
        Files.delete(file);
      }
    } catch (ObjectStoreException e) {
      output.add(Kind.FAIL, "store", String.valueOf(e.getMessage()));
    } catch (IOException e) {
      output.add(Kind.FAIL, "store", FileProblem.describe(e));
    }
  }

  private static String leftBehind(ObjectStore store, String name) {
    if (!(store instanceof TrialStore trials)) {
      return "; " + name + " was left there: a collector cannot remove objects";
    }
    try {
      trials.removeTrial(name);
      return "";
    } catch (ObjectStoreException e) {
      return "; " + name + " was left there: " + e.getMessage();
    }
  }

  /** Who may only write, need not read: what was stored was compared by the put already. */
  private static boolean isThere(ObjectStore store, String name, Path file) throws IOException {
    try (InputStream in = store.read(name)) {
      return Arrays.equals(in.readAllBytes(), Files.readAllBytes(file));
    } catch (ObjectStoreException e) {
      return true;
    }
  }
}
