package procsnap.cli.running;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import procsnap.adapters.proc.MachineId;
import procsnap.adapters.proc.OshiProcessTable;
import procsnap.adapters.proc.ProcfsProcessTable;
import procsnap.adapters.storage.StreamSnapshotStore;
import procsnap.adapters.storage.local.FreeSpace;
import procsnap.adapters.storage.local.LocalSnapshotStore;
import procsnap.adapters.storage.local.OutputFolder;
import procsnap.adapters.storage.local.TreeRecovery;
import procsnap.cli.log.Log;
import procsnap.cli.log.Printable;
import procsnap.cli.settings.RecordingSettings;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ProcessTable;
import procsnap.core.port.ProcessTableException;
import procsnap.core.port.SnapshotStore;
import procsnap.core.port.TimeSource;
import procsnap.core.port.UploadQueue;
import procsnap.core.upload.Backoff;
import procsnap.core.upload.Throttle;
import procsnap.core.upload.UploadEvents;
import procsnap.core.upload.UploadPending;

/** Makes the adapters that the settings ask for; making one can fail in ways the user can mend. */
public final class Adapters {

  private Adapters() {}

  /** What processes are read by; it is made before anything is written. */
  public static ProcessTable processTable(RecordingSettings settings) throws ProcessTableException {
    return switch (settings.source()) {
      case PROCFS -> ProcfsProcessTable.open(settings.procRoot());
      case OSHI -> new OshiProcessTable();
    };
  }

  /** What to say of an output folder that another process holds. */
  public static String heldBy(Path output) {
    OptionalLong holder = OutputFolder.holder(output);
    return "another procsnap"
        + (holder.isPresent() ? " (pid " + holder.getAsLong() + ")" : "")
        + " holds "
        + Printable.of(output.toString())
        + ": stop it, or choose another --output";
  }

  /** What to say of an output folder on a disk that keeps no rights. */
  public static String openToOthers(Path output) {
    return "the disk of "
        + Printable.of(output.toString())
        + " keeps no rights: whoever can look into it can read what is recorded";
  }

  /**
   * The machine's folder: as it was set, or made of the machine's own id, or kept by the folder.
   */
  public static String machineId(RecordingSettings settings, OutputFolder folder)
      throws IOException {
    Optional<String> known = settings.machineId().or(() -> MachineId.of(Path.of("/")));
    return known.isPresent() ? known.get() : folder.machineId();
  }

  /** Puts a folder's tree in order, and says what there was to do. */
  public static void recover(OutputFolder folder, String prefix, Log log) {
    TreeRecovery.Recovered recovered = TreeRecovery.recover(folder, prefix);
    if (!recovered.isNothing()) {
      log.warn(
          "put in order after a crash: {} snapshots finished, {} unfinished files removed, {} files"
              + " set aside as .corrupt, {} that cannot be mended",
          recovered.finished(),
          recovered.discarded(),
          recovered.setAside(),
          recovered.failed());
    }
  }

  /** Snapshots kept in a local tree. */
  public static SnapshotStore localStore(
      RecordingSettings settings,
      OutputFolder folder,
      String machineId,
      Supplier<FreeSpace> leftToOthers) {
    return new LocalSnapshotStore(
        folder, settings.prefix(), machineId, Version.text(), settings.csv(), leftToOthers);
  }

  /** Snapshots written to standard output. */
  public static SnapshotStore standardOutput(RecordingSettings settings) {
    return new StreamSnapshotStore(new FileOutputStream(FileDescriptor.out), settings.csv());
  }

  /** What sends the queue of a folder to a store. */
  public static UploadPending uploads(
      UploadQueue queue, ObjectStore store, Throttle throttle, UploadEvents events) {
    return new UploadPending(
        queue, store, throttle, TimeSource.system(), new Backoff(new SplittableRandom()), events);
  }
}
