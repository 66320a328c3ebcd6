package procsnap.cli.settings;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import procsnap.adapters.format.csv.CsvOptions;
import procsnap.adapters.storage.local.FreeSpace;
import procsnap.core.retention.RetentionLimits;
import procsnap.core.trace.TracePlan;

/**
 * All settings of a recording, understood and checked.
 *
 * @param output the directory to record into; absent for standard output
 * @param prefix path of the tree's root in it
 * @param machineId the machine's directory, when it was given
 * @param procRoot where processes are read
 * @param source by what they are read
 * @param plan what is to be recorded
 * @param csv how it is to be written
 * @param minFreeSpace when less than that is free on the disk, nothing more is recorded
 * @param retention how long snapshots are kept
 * @param told the settings that the manifest tells: none that names a place on this machine
 */
public record RecordingSettings(
    Optional<Path> output,
    String prefix,
    Optional<String> machineId,
    Path procRoot,
    Source source,
    TracePlan plan,
    CsvOptions csv,
    FreeSpace minFreeSpace,
    RetentionLimits retention,
    Map<String, String> told) {

  /** By what processes are read. */
  public enum Source {
    PROCFS,
    OSHI
  }
}
