package procsnap.core.port;

import java.io.IOException;
import java.io.InputStream;
import procsnap.core.archive.DamagedException;
import procsnap.core.archive.ExpiryRecord;
import procsnap.core.archive.FileSums;
import procsnap.core.archive.SnapshotManifest;
import procsnap.core.archive.TraceEndRecord;
import procsnap.core.archive.TraceManifest;

/**
 * Reads the files of a trace as they were recorded. They come from anywhere and may hold anything:
 * what is malformed is a {@link DamagedException}, what cannot be read an {@link IOException}.
 */
public interface TraceReader {

  /**
   * What a snapshot's CSV really holds.
   *
   * @param count its rows without the header
   * @param sums of the file as it is stored
   */
  record Rows(long count, FileSums sums) {}

  /** Reads the manifest of a trace. */
  TraceManifest trace(InputStream in) throws IOException, DamagedException;

  /** Reads the manifest of a snapshot. */
  SnapshotManifest snapshot(InputStream in) throws IOException, DamagedException;

  /** Reads the end of a trace. */
  TraceEndRecord end(InputStream in) throws IOException, DamagedException;

  /** Reads what was removed of a trace because it was old. */
  ExpiryRecord expiry(InputStream in) throws IOException, DamagedException;

  /**
   * Reads the CSV of a snapshot to its end, a row at a time, and checks what can be checked in it:
   * the header, the number of cells, one timestamp for all rows, each pid once.
   *
   * @param file its name, which tells whether it is compressed
   * @param trace what the manifest of its trace says
   */
  Rows rows(InputStream in, String file, TraceManifest trace) throws IOException, DamagedException;
}
