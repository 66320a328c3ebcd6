package procsnap.core.record;

import java.util.List;
import procsnap.core.port.ProcessTableException;
import procsnap.core.port.StoreException;
import procsnap.core.trace.MissedSnapshots;
import procsnap.core.trace.TraceDescription;
import procsnap.core.trace.TraceEnd;

/**
 * Receives the events of a trace as they happen. Methods run on the thread of the trace and must be
 * quick; each may be left out.
 */
public interface TraceEvents {

  /** The trace could not start: it records nothing. */
  default void startFailed(Exception cause) {}

  /** The trace was created in the store; its first snapshot is next. */
  default void started(TraceDescription description, String location) {}

  /** A snapshot completed, was interrupted or failed. */
  default void snapshot(long number, SnapshotOutcome outcome) {}

  /** Snapshots were skipped, because the next one was already due or recording was paused. */
  default void skipped(MissedSnapshots missed) {}

  /** A sample between snapshots could not be taken: some CPU window will be empty. */
  default void sampleFailed(ProcessTableException cause) {}

  /** The trace ended; {@link #endNotWritten} may have been called before. */
  default void ended(TraceEnd end) {}

  /** The record of the trace's end could not be written. */
  default void endNotWritten(StoreException cause) {}

  /** Forwards every event to each listener in turn. */
  static TraceEvents all(List<? extends TraceEvents> listeners) {
    return new TraceEvents() {
      @Override
      public void startFailed(Exception cause) {
        listeners.forEach(each -> each.startFailed(cause));
      }

      @Override
      public void started(TraceDescription description, String location) {
        listeners.forEach(each -> each.started(description, location));
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
