package procsnap.core.port;

import java.io.IOException;
import java.util.Optional;
import procsnap.core.archive.DamagedException;
import procsnap.core.archive.FileSums;
import procsnap.core.archive.RecordedRow;

/**
 * The rows of a snapshot, one at a time. Whoever shows a row before the end has not seen yet
 * whether the file is the one that its manifest certifies.
 */
public interface RowCursor {

  /**
   * Next row; absent after the last.
   *
   * @throws IOException if the file cannot be read
   * @throws DamagedException if it is not a snapshot: another header than the trace's columns, a
   *     row with too few or too many cells, a cell that its column cannot hold, two timestamps, one
   *     pid twice, or bytes that are not UTF-8
   */
  Optional<RecordedRow> next() throws IOException, DamagedException;

  /**
   * Size and hashes of the file as it is stored, complete once {@link #next} has returned nothing.
   *
   * @throws IllegalStateException before that
   */
  FileSums sums();
}
