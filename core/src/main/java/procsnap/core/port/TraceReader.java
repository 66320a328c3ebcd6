package procsnap.core.port;

import java.io.IOException;
import java.io.InputStream;
import procsnap.core.recorded.DamagedException;
import procsnap.core.recorded.FileSums;
import procsnap.core.recorded.RecordedEnd;
import procsnap.core.recorded.RecordedExpiry;
import procsnap.core.recorded.RecordedSnapshot;
import procsnap.core.recorded.RecordedTrace;

/**
 * Reads the files of a trace as they were recorded. They come from anywhere and may hold anything:
 * what makes no sense is a {@link DamagedException}, what cannot be read an {@link IOException}.
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
  RecordedTrace trace(InputStream in) throws IOException, DamagedException;

  /** Reads the manifest of a snapshot. */
  RecordedSnapshot snapshot(InputStream in) throws IOException, DamagedException;

  /** Reads the end of a trace. */
  RecordedEnd end(InputStream in) throws IOException, DamagedException;

  /** Reads what was removed of a trace because it was old. */
  RecordedExpiry expiry(InputStream in) throws IOException, DamagedException;

  /**
   * Reads the CSV of a snapshot to its end, a row at a time, and checks what can be checked in it:
   * the header, the number of cells, one timestamp for all rows, each pid once.
   *
   * @param file its name, which tells whether it is compressed
   * @param trace what the manifest of its trace says
   */
  Rows rows(InputStream in, String file, RecordedTrace trace) throws IOException, DamagedException;
}
