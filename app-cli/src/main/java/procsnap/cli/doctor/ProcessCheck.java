package procsnap.cli.doctor;

import java.io.OutputStream;
import java.time.Duration;
import java.util.Locale;
import procsnap.adapters.storage.StreamSnapshotStore;
import procsnap.cli.log.DoctorOutput;
import procsnap.cli.log.DoctorOutput.Kind;
import procsnap.cli.log.Plural;
import procsnap.cli.log.ReportMessages;
import procsnap.cli.running.Adapters;
import procsnap.cli.running.VisibleThreads;
import procsnap.cli.settings.RecordingSettings;
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

/** Checks which processes are visible, and measures what it costs to record them. */
public final class ProcessCheck {

  /** Scans in an interval of the usual length: one snapshot, and two samples for its windows. */
  private static final int SCANS = 3;

  private static final int WARM_UP = 5;

  private ProcessCheck() {}

  /** Checks the process table that the settings ask for. */
  public static void run(RecordingSettings settings, StopSignal stop, DoctorOutput output) {
    try {
      ProcessTable table = Adapters.processTable(settings);
      Visibility visibility = table.visibility();
      VisibleThreads threads =
          new VisibleThreads(
              new StreamSnapshotStore(OutputStream.nullOutputStream(), settings.csv()));
      String cost = cost(settings, table, threads, stop);
      output.add(
          visibility.restricted() ? Kind.WARN : Kind.OK,
          "processes",
          Plural.of(table.sampleCpu().size(), "process", "processes")
              + " visible in "
              + settings.procRoot()
              + ", with "
              + threads.share(settings.procRoot())
              + hidden(visibility));
      boolean container = table.host().container();
      output.add(
          container ? Kind.WARN : Kind.OK,
          "host",
          container ? ReportMessages.CONTAINER : ReportMessages.WHOLE_MACHINE);
      output.add(Kind.OK, "cost", cost);
    } catch (ProcessTableException | StoreException e) {
      output.add(Kind.FAIL, "processes", String.valueOf(e.getMessage()));
    }
  }

  private static String hidden(Visibility visibility) {
    return visibility.restricted()
        ? "; others are hidden (hidepid="
            + visibility.hidepid()
            + "): run as root, or give procsnap CAP_SYS_PTRACE or the group named by the mount"
        : "; hidepid is " + visibility.hidepid();
  }

  /** Cost of a snapshot as it would be recorded and of the samples before it, once warm. */
  private static String cost(
      RecordingSettings settings, ProcessTable table, SnapshotStore store, StopSignal stop)
      throws ProcessTableException, StoreException {
    TracePlan plan = settings.plan();
    TracePlan once =
        new TracePlan(Duration.ZERO, plan.interval(), 1, plan.columns(), plan.commandLines());
    long bytes = 0;
    long scanNanos = 0;
    for (int i = 0; i < WARM_UP; i++) {
      Tracer tracer = new Tracer(table, store, TimeSource.system(), stop, new TraceEvents() {});
      long start = System.nanoTime();
      TraceEnd end = tracer.run(once, settings.manifestSettings());
      scanNanos = System.nanoTime() - start;
      bytes = end.bytes();
    }
    double snapshotsPerDay = 86_400e9 / plan.interval().toNanos();
    return String.format(
        Locale.ROOT,
        "about %.1f MiB a day and %.3f %% of one CPU at an interval of %d s",
        bytes * snapshotsPerDay / (1 << 20),
        100.0 * SCANS * scanNanos / plan.interval().toNanos(),
        plan.interval().toSeconds());
  }
}
