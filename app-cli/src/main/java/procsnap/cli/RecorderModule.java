package procsnap.cli;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import procsnap.adapters.proc.MachineId;
import procsnap.adapters.proc.OshiProcessTable;
import procsnap.adapters.proc.ProcfsProcessTable;
import procsnap.adapters.storage.LocalSnapshotStore;
import procsnap.adapters.storage.OutputFolder;
import procsnap.adapters.storage.StreamSnapshotStore;
import procsnap.cli.log.TraceLog;
import procsnap.cli.settings.RecordingSettings;
import procsnap.core.port.ProcessTable;
import procsnap.core.port.ProcessTableException;
import procsnap.core.port.SnapshotStore;
import procsnap.core.port.TimeSource;
import procsnap.core.trace.StopSignal;
import procsnap.core.trace.TraceEvents;
import procsnap.core.trace.Tracer;

/** Binds the ports to the adapters that the settings ask for. */
final class RecorderModule extends AbstractModule {

  private final ProcessTable table;
  private final SnapshotStore store;
  private final StopSignal stop;
  private final Logger log;

  /**
   * What was made before, because making it can fail for reasons that the user can mend.
   *
   * @param table see {@link #processTable}
   * @param store see {@link #snapshotStore}
   */
  RecorderModule(ProcessTable table, SnapshotStore store, StopSignal stop, Logger log) {
    this.table = table;
    this.store = store;
    this.stop = stop;
    this.log = log;
  }

  /** The process table that the settings ask for; it is made before anything is written. */
  static ProcessTable processTable(RecordingSettings settings) throws ProcessTableException {
    return switch (settings.source()) {
      case PROCFS -> ProcfsProcessTable.open(settings.procRoot());
      case OSHI -> new OshiProcessTable();
    };
  }

  /**
   * The snapshot store that the settings ask for.
   *
   * @param folder the output folder, held; absent for standard output
   * @param version version of procsnap
   */
  static SnapshotStore snapshotStore(
      RecordingSettings settings, Optional<OutputFolder> folder, String version)
      throws IOException {
    if (folder.isEmpty()) {
      return new StreamSnapshotStore(new FileOutputStream(FileDescriptor.out), settings.csv());
    }
    Optional<String> machineId = settings.machineId().or(() -> MachineId.of(Path.of("/")));
    return new LocalSnapshotStore(
        folder.get(),
        settings.prefix(),
        machineId.isPresent() ? machineId.get() : folder.get().machineId(),
        version,
        settings.csv());
  }

  @Override
  protected void configure() {
    bind(ProcessTable.class).toInstance(table);
    bind(SnapshotStore.class).toInstance(store);
    bind(TimeSource.class).toInstance(TimeSource.system());
    bind(StopSignal.class).toInstance(stop);
    bind(TraceEvents.class).toInstance(new TraceLog(log));
  }

  @Provides
  static Tracer tracer(
      ProcessTable table,
      SnapshotStore store,
      TimeSource time,
      StopSignal stop,
      TraceEvents events) {
    return new Tracer(table, store, time, stop, events);
  }
}
