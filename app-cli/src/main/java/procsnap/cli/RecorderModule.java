package procsnap.cli;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
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

/** Binds the ports to their adapters, by the settings. */
final class RecorderModule extends AbstractModule {

  private final RecordingSettings settings;
  private final Optional<OutputFolder> folder;
  private final String version;

  /**
   * @param folder the output folder, held; absent for standard output
   * @param version version of procsnap
   */
  RecorderModule(RecordingSettings settings, Optional<OutputFolder> folder, String version) {
    this.settings = settings;
    this.folder = folder;
    this.version = version;
  }

  /** The process table that the settings ask for; it is made before anything is written. */
  static ProcessTable processTable(RecordingSettings settings) throws ProcessTableException {
    return switch (settings.source()) {
      case PROCFS -> ProcfsProcessTable.open(settings.procRoot());
      case OSHI -> new OshiProcessTable();
    };
  }

  @Provides
  @Singleton
  SnapshotStore snapshotStore() throws IOException {
    if (folder.isEmpty()) {
      return new StreamSnapshotStore(new FileOutputStream(FileDescriptor.out), settings.csv());
    }
    return new LocalSnapshotStore(
        folder.get(), settings.prefix(), machineId(folder.get()), version, settings.csv());
  }

  private String machineId(OutputFolder folder) throws IOException {
    Optional<String> known = settings.machineId().or(() -> MachineId.of(Path.of("/")));
    return known.isPresent() ? known.get() : folder.machineId();
  }

  @Provides
  @Singleton
  static TimeSource timeSource() {
    return TimeSource.system();
  }

  @Provides
  @Singleton
  static TraceEvents traceEvents(Logger log) {
    return new TraceLog(log);
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
