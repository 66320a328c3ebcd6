package procsnap.core.port;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import procsnap.core.archive.DamagedException;
import procsnap.core.archive.ExpiryRecord;
import procsnap.core.archive.SnapshotManifest;
import procsnap.core.archive.TraceManifest;
import procsnap.core.trace.TraceEnd;

/**
 * Reads the files of a trace. Files are untrusted and may contain anything: content that is not
 * what was recorded is a {@link DamagedException}, a stream that fails is an {@link IOException}.
 * Memory is bounded for any content. The caller closes the streams.
 */
public interface TraceReader {

  /** Reads {@code manifest.json}. */
  TraceManifest trace(InputStream in) throws IOException, DamagedException;

  /** Reads the manifest of a snapshot. */
  SnapshotManifest snapshot(InputStream in) throws IOException, DamagedException;

  /** Reads {@code end.json}. */
  TraceEnd end(InputStream in) throws IOException, DamagedException;

  /** Reads {@code expired.json}. */
  ExpiryRecord expiry(InputStream in) throws IOException, DamagedException;

  /**
   * Opens the rows of a snapshot.
   *
   * @param in CSV as stored
   * @param file name of the CSV, which says whether it is compressed
   * @param trace manifest of its trace; without one the columns are taken from the header row
   */
  RowCursor rows(InputStream in, String file, Optional<TraceManifest> trace)
      throws IOException, DamagedException;
}
