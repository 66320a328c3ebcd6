package procsnap.core.record;

import java.util.ArrayList;
import java.util.List;
import procsnap.core.port.ProcessTableException;
import procsnap.core.port.StoreException;
import procsnap.core.trace.MissedSnapshots;
import procsnap.core.trace.TraceDescription;
import procsnap.core.trace.TraceEnd;

/** Records the events of a trace in order, as short texts. */
public final class RecordedEvents implements TraceEvents {

  private final List<String> recorded = new ArrayList<>();

  public List<String> recorded() {
    return recorded;
  }

  @Override
  public void startFailed(Exception cause) {
    recorded.add("start failed: " + cause.getMessage());
  }

  @Override
  public void started(TraceDescription description, String location) {
    recorded.add("started");
  }

  @Override
  public void snapshot(long number, SnapshotOutcome outcome) {
    recorded.add(outcome.getClass().getSimpleName() + " " + number);
  }

  @Override
  public void skipped(MissedSnapshots missed) {
    recorded.add("skipped " + missed.first() + " to " + missed.last());
  }

  @Override
  public void sampleFailed(ProcessTableException cause) {
    recorded.add("sample failed");
  }

  @Override
  public void ended(TraceEnd end) {
    recorded.add("ended");
  }

  @Override
  public void endNotWritten(StoreException cause) {
    recorded.add("end not written");
  }
}
