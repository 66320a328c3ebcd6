package procsnap.core.record;

import java.util.List;
import procsnap.core.port.ProcessTableException;
import procsnap.core.port.StoreException;
import procsnap.core.trace.MissedSnapshots;
import procsnap.core.trace.TraceDescription;
import procsnap.core.trace.TraceEnd;

/**
 * Who is told what a trace does, as it happens; on the trace's own thread, so be quick. Each
 * listens to what it needs.
 */
public interface TraceEvents {

  /** The trace could not begin: nothing comes of it. */
  default void notBegun(Exception cause) {}

  /** The trace has a place and its first snapshot comes next. */
  default void started(TraceDescription description, String place) {}

  /** A snapshot was taken, or came to nothing. */
  default void snapshot(long number, SnapshotOutcome outcome) {}

  /** Snapshots were skipped because the next one was already due. */
  default void skipped(MissedSnapshots missed) {}

  /** A sample between snapshots could not be taken: some window will be empty. */
  default void sampleFailed(ProcessTableException cause) {}

  /** The trace has ended; {@link #endNotWritten} may have come before. */
  default void ended(TraceEnd end) {}

  /** How the trace ended could not be written. */
  default void endNotWritten(StoreException cause) {}

  /** Tells one after the other. */
  static TraceEvents all(List<? extends TraceEvents> listeners) {
    return new TraceEvents() {
      @Override
      public void notBegun(Exception cause) {
        listeners.forEach(each -> each.notBegun(cause));
      }

      @Override
      public void started(TraceDescription description, String place) {
        listeners.forEach(each -> each.started(description, place));
      }

      @Override
      public void snapshot(long number, SnapshotOutcome outcome) {
        listeners.forEach(each -> each.snapshot(number, outcome));
      }

      @Override
      public void skipped(MissedSnapshots missed) {
        listeners.forEach(each -> each.skipped(missed));
      }

      @Override
      public void sampleFailed(ProcessTableException cause) {
        listeners.forEach(each -> each.sampleFailed(cause));
      }

      @Override
      public void ended(TraceEnd end) {
        listeners.forEach(each -> each.ended(end));
      }

      @Override
      public void endNotWritten(StoreException cause) {
        listeners.forEach(each -> each.endNotWritten(cause));
      }
    };
  }
}
