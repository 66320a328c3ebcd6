package procsnap.core.port;

import java.io.IOException;
import java.util.Optional;
import procsnap.core.archive.DamagedException;
import procsnap.core.archive.FileSums;
import procsnap.core.archive.RecordedRow;

/**
 * Cursor over the rows of a snapshot. Whether the file matches its manifest is known only after the
 * last row.
 */
public interface RowCursor {

  /**
   * Next row; absent after the last.
   *
   * @throws IOException if the file cannot be read
   * @throws DamagedException if it is not a valid snapshot: a header that differs from the trace's
   *     columns, a row with too few or too many cells, a cell that is invalid for its column, more
   *     than one timestamp, a duplicate pid, or bytes that are not UTF-8
   */
  Optional<RecordedRow> next() throws IOException, DamagedException;

  /**
   * Size and hashes of the file as stored, available after the last row.
   *
   * @throws IllegalStateException if {@link #next} has not yet returned empty
   */
  FileSums sums();
}
