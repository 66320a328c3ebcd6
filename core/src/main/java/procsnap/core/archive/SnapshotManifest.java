package procsnap.core.archive;

import java.util.List;

/**
 * What the manifest of a snapshot says.
 *
 * @param file name of its CSV
 * @param number counted from 0 through the trace
 * @param rows rows of the CSV
 * @param sums of the CSV as it is stored
 * @param missedBefore numbers of snapshots that were not taken, as the recorder knew then
 */
public record SnapshotManifest(
    String file, long number, long rows, FileSums sums, List<NumberRange> missedBefore) {}
