package procsnap.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import procsnap.adapters.proc.MachineId;
import procsnap.adapters.proc.OshiProcessTable;
import procsnap.adapters.proc.ProcfsProcessTable;
import procsnap.adapters.storage.LocalSnapshotStore;
import procsnap.adapters.storage.OutputFolder;
import procsnap.adapters.storage.StreamSnapshotStore;
import procsnap.cli.settings.RecordingSettings;
import procsnap.core.port.ProcessTable;
import procsnap.core.port.ProcessTableException;
import procsnap.core.port.SnapshotStore;

/** Makes the adapters that the settings ask for; making one can fail in ways the user can mend. */
final class Adapters {

  private Adapters() {}

  /** What processes are read by; it is made before anything is written. */
  static ProcessTable processTable(RecordingSettings settings) throws ProcessTableException {
    return switch (settings.source()) {
      case PROCFS -> ProcfsProcessTable.open(settings.procRoot());
      case OSHI -> new OshiProcessTable();
    };
  }

  /**
   * Where snapshots are kept.
   *
   * @param folder the output folder, held; absent for standard output
   */
  static SnapshotStore snapshotStore(RecordingSettings settings, Optional<OutputFolder> folder)
      throws IOException {
    if (folder.isEmpty()) {
      return new StreamSnapshotStore(new FileOutputStream(FileDescriptor.out), settings.csv());
    }
    Optional<String> machineId = settings.machineId().or(() -> MachineId.of(Path.of("/")));
    return new LocalSnapshotStore(
        folder.get(),
        settings.prefix(),
        machineId.isPresent() ? machineId.get() : folder.get().machineId(),
        Version.text(),
        settings.csv());
  }
}
