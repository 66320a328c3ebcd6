package procsnap.core.archive;

import java.util.List;

/**
 * What the manifest of a trace says of its snapshots.
 *
 * @param columns names of the columns; empty when they are not known, because there is no manifest
 * @param header whether the first row of each CSV names them
 */
public record TraceManifest(List<String> columns, boolean header) {

  /** A trace without a manifest: any columns that begin with the fixed ones will do. */
  public static final TraceManifest UNKNOWN = new TraceManifest(List.of(), true);
}
