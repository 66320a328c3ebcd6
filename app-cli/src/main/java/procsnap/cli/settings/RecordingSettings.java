package procsnap.cli.settings;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import procsnap.adapters.format.csv.CsvOptions;
import procsnap.adapters.storage.local.FreeSpace;
import procsnap.core.retention.RetentionLimits;
import procsnap.core.trace.TracePlan;

/**
 * The settings of a recording.
 *
 * @param output the directory to record into; absent for standard output
 * @param prefix path of the tree's root in it
 * @param machineId name of the machine's directory, if one was given
 * @param procRoot where /proc is mounted
 * @param source how processes are read
 * @param plan what to record
 * @param csv how to write it
 * @param minFreeSpace free space below which nothing is recorded
 * @param retention how long snapshots are kept
 * @param manifestSettings the settings for the manifest: none that names a place on this machine
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
    Map<String, String> manifestSettings) {

  /** How processes are read. */
  public enum Source {
    PROCFS,
    OSHI
  }
}
