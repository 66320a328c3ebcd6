package procsnap.core.record;

import java.util.ArrayList;
import java.util.List;
import procsnap.core.port.ProcessTableException;
import procsnap.core.port.StoreException;
import procsnap.core.trace.MissedSnapshots;
import procsnap.core.trace.TraceDescription;
import procsnap.core.trace.TraceEnd;

/** What a trace told, in order, in short words. */
public final class RecordedEvents implements TraceEvents {

  private final List<String> told = new ArrayList<>();

  public List<String> told() {
    return told;
  }

  @Override
  public void startFailed(Exception cause) {
    told.add("not begun: " + cause.getMessage());
  }

  @Override
  public void started(TraceDescription description, String place) {
    told.add("started");
  }

  @Override
  public void snapshot(long number, SnapshotOutcome outcome) {
    told.add(outcome.getClass().getSimpleName() + " " + number);
  }

  @Override
  public void skipped(MissedSnapshots missed) {
    told.add("skipped " + missed.first() + " to " + missed.last());
  }

  @Override
  public void sampleFailed(ProcessTableException cause) {
    told.add("sample failed");
  }

  @Override
  public void ended(TraceEnd end) {
    told.add("ended");
  }

  @Override
  public void endNotWritten(StoreException cause) {
    told.add("end not written");
  }
}
