package procsnap.cli.running;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import procsnap.adapters.proc.MachineId;
import procsnap.adapters.proc.OshiProcessTable;
import procsnap.adapters.proc.ProcfsProcessTable;
import procsnap.adapters.storage.local.FreeSpace;
import procsnap.adapters.storage.local.LocalSnapshotStore;
import procsnap.adapters.storage.local.OutputDirectory;
import procsnap.adapters.storage.local.TreeRecovery;
import procsnap.cli.log.Log;
import procsnap.cli.log.LogMessages;
import procsnap.cli.log.Plural;
import procsnap.cli.log.Printable;
import procsnap.cli.settings.GivenSettings;
import procsnap.cli.settings.RecordingSettings;
import procsnap.cli.settings.Settings;
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

/** Makes the adapters that the settings ask for. */
public final class Adapters {

  private Adapters() {}

  /**
   * Opens the process table, before anything is written; a table that cannot be read is a setting
   * error.
   */
  public static Optional<ProcessTable> processTable(
      RecordingSettings recording, GivenSettings given) {
    try {
      return Optional.of(processTable(recording));
    } catch (ProcessTableException e) {
      given.addError(Settings.PROC_ROOT, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** Opens the process table. */
  public static ProcessTable processTable(RecordingSettings settings) throws ProcessTableException {
    return switch (settings.source()) {
      case PROCFS -> ProcfsProcessTable.open(settings.procRoot());
      case OSHI -> new OshiProcessTable();
    };
  }

  /**
   * Takes hold of an output directory and completes what a crash left unfinished in it.
   *
   * @throws DirectoryHeldException when another procsnap holds it
   */
  public static OutputDirectory hold(Path output, String prefix, Log log) throws IOException {
    OutputDirectory directory =
        OutputDirectory.hold(output).orElseThrow(() -> new DirectoryHeldException(output));
    TreeRecovery.Recovered recovered = TreeRecovery.recover(directory, prefix);
    if (!recovered.isEmpty()) {
      log.warn(
          LogMessages.RECOVERED,
          Plural.of(recovered.finished(), "snapshot"),
          Plural.of(recovered.discarded(), "partial file"),
          recovered.quarantined(),
          recovered.failed());
    }
    if (directory.isOpenToOthers()) {
      log.warn("{}", openToOthers(output));
    }
    if (directory.isLostInPowerCuts()) {
      log.warn("{}", lostInPowerCuts(output));
    }
    return directory;
  }

  /** Warning about an output directory on a file system without permissions. */
  public static String openToOthers(Path output) {
    return Printable.of(output.toString())
        + " is on a file system without permissions: anyone who can access it can read the"
        + " recordings";
  }

  /** Warning about an output directory on a file system that cannot sync directories. */
  public static String lostInPowerCuts(Path output) {
    return Printable.of(output.toString())
        + " is on a file system that cannot sync directories: a power cut can lose what was"
        + " recorded just before";
  }

  /**
   * Name of the machine's directory: the one that was given, or one made of the machine's own id,
   * or a random one kept in the output directory.
   */
  public static String machineId(RecordingSettings settings, OutputDirectory directory)
      throws IOException {
    Optional<String> known = settings.machineId().or(() -> MachineId.of(Path.of("/")));
    return known.isPresent() ? known.get() : directory.machineId();
  }

  /** The store of a local tree. */
  public static SnapshotStore localStore(
      RecordingSettings settings,
      OutputDirectory directory,
      String machineId,
      Supplier<FreeSpace> minFreeSpace) {
    return new LocalSnapshotStore(
        directory, settings.prefix(), machineId, Version.text(), settings.csv(), minFreeSpace);
  }

  /** The upload of a queue to a store. */
  public static Uploader uploads(
      UploadQueue queue, ObjectStore store, Throttle throttle, UploadEvents events) {
    return new Uploader(
        queue, store, throttle, TimeSource.system(), new Backoff(new SplittableRandom()), events);
  }
}
