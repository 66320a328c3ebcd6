package procsnap.core.trace;

import procsnap.core.port.ProcessTableException;
import procsnap.core.port.StoreException;
import procsnap.core.snapshot.MissedSnapshots;
import procsnap.core.snapshot.Outcome;

/** Who is told what a trace does, as it happens; on the trace's own thread, so be quick. */
public interface TraceEvents {

  /** The trace has a place and its first snapshot comes next. */
  void started(TraceDescription description, String place);

  /** A snapshot was taken, or came to nothing. */
  void snapshot(long number, Outcome outcome);

  /** Snapshots were skipped because the next one was already due. */
  void skipped(MissedSnapshots missed);

  /** A sample between snapshots could not be taken: some window will be empty. */
  void sampleFailed(ProcessTableException cause);

  /** The trace has ended; {@link #endNotWritten} may have come before. */
  void ended(TraceEnd end);

  /** How the trace ended could not be written. */
  void endNotWritten(StoreException cause);
}
