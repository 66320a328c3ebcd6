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
import procsnap.adapters.storage.local.OutputDirectory;
import procsnap.adapters.storage.local.TreeRecovery;
import procsnap.cli.log.Log;
import procsnap.cli.log.Printable;
import procsnap.cli.settings.RecordingSettings;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ProcessTable;
import procsnap.core.port.ProcessTableException;
import procsnap.core.port.SnapshotStore;
import procsnap.core.port.UploadQueue;
import procsnap.core.time.TimeSource;
import procsnap.core.upload.Backoff;
import procsnap.core.upload.Throttle;
import procsnap.core.upload.UploadEvents;
import procsnap.core.upload.Uploader;

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

  /** What to say of an output directory that another process holds. */
  public static String heldBy(Path output) {
    OptionalLong holder = OutputDirectory.holder(output);
    return "another procsnap"
        + (holder.isPresent() ? " (pid " + holder.getAsLong() + ")" : "")
        + " holds "
        + Printable.of(output.toString())
        + ": stop it, or choose another --output";
  }

  /** What to say of an output directory on a disk that keeps no rights. */
  public static String openToOthers(Path output) {
    return "the disk of "
        + Printable.of(output.toString())
        + " keeps no rights: whoever can look into it can read what is recorded";
  }

  /**
   * The machine's directory: as it was set, or made of the machine's own id, or kept by the
   * directory.
   */
  public static String machineId(RecordingSettings settings, OutputDirectory directory)
      throws IOException {
    Optional<String> known = settings.machineId().or(() -> MachineId.of(Path.of("/")));
    return known.isPresent() ? known.get() : directory.machineId();
  }

  /** Puts a directory's tree in order, and says what there was to do. */
  public static void recover(OutputDirectory directory, String prefix, Log log) {
    TreeRecovery.Recovered recovered = TreeRecovery.recover(directory, prefix);
    if (!recovered.isNothing()) {
      log.warn(
          "put in order after a crash: {} snapshots finished, {} unfinished files removed, {} files"
              + " quarantined as .corrupt, {} that cannot be mended",
          recovered.finished(),
          recovered.discarded(),
          recovered.quarantined(),
          recovered.failed());
    }
  }

  /** Snapshots kept in a local tree. */
  public static SnapshotStore localStore(
      RecordingSettings settings,
      OutputDirectory directory,
      String machineId,
      Supplier<FreeSpace> minFreeSpace) {
    return new LocalSnapshotStore(
        directory, settings.prefix(), machineId, Version.text(), settings.csv(), minFreeSpace);
  }

  /** Snapshots written to standard output. */
  public static SnapshotStore standardOutput(RecordingSettings settings) {
    return new StreamSnapshotStore(new FileOutputStream(FileDescriptor.out), settings.csv());
  }

  /** What sends the queue of a directory to a store. */
  public static Uploader uploads(
      UploadQueue queue, ObjectStore store, Throttle throttle, UploadEvents events) {
    return new Uploader(
        queue, store, throttle, TimeSource.system(), new Backoff(new SplittableRandom()), events);
  }
}
