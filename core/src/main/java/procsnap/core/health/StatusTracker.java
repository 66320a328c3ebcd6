package procsnap.core.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import procsnap.core.health.TraceStatus.LastSnapshot;
import procsnap.core.health.TraceStatus.LastUpload;
import procsnap.core.health.TraceStatus.UploadStatus;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.StoreException;
import procsnap.core.record.SnapshotOutcome;
import procsnap.core.record.TraceEvents;
import procsnap.core.time.TimeSource;
import procsnap.core.trace.MissedSnapshots;
import procsnap.core.trace.RecorderCost;
import procsnap.core.trace.TraceDescription;
import procsnap.core.upload.StoreState;
import procsnap.core.upload.UploadEvents;

/**
 * Derives the status of a trace from its events, and reports it after each. Events of the upload
 * come on a thread of their own; reports come one at a time.
 */
public final class StatusTracker implements TraceEvents, UploadEvents {

  /** State of the store, or of the queue, and the time since when it is that. */
  private record Condition(StoreState state, Optional<String> problem, long sinceNanos) {}

  private final long pid;
  private final Optional<String> store;
  private final TimeSource time;
  private final Consumer<TraceStatus> report;
  private final Instant startedAt;

  private String trace = "";
  private long intervalNanos;
  private long firstNanos;
  private long nextNanos;
  private long snapshots;
  private long missed;
  private long cpuMillis;
  private long residentBytes;
  private Optional<String> failure = Optional.empty();
  private Optional<LastSnapshot> last = Optional.empty();

  private Condition storeCondition;
  private Optional<Condition> queueCondition = Optional.empty();
  private Optional<LastUpload> lastUpload = Optional.empty();

  /**
   * @param pid this process
   * @param store URI of the store; absent when nothing is uploaded
   * @param report takes the status after each event
   */
  public StatusTracker(
      long pid, Optional<String> store, TimeSource time, Consumer<TraceStatus> report) {
    this.pid = pid;
    this.store = store;
    this.time = time;
    this.report = report;
    startedAt = time.now();
    storeCondition = condition(StoreState.HEALTHY, Optional.empty());
  }

  /** Status as of the last event. */
  public synchronized TraceStatus status() {
    return new TraceStatus(
        pid,
        startedAt,
        trace,
        Duration.ofNanos(intervalNanos),
        nextNanos,
        snapshots,
        missed,
        failure,
        last,
        store.map(this::uploadStatus),
        cpuMillis,
        residentBytes);
  }

  @Override
  public synchronized void started(TraceDescription description, String place) {
    trace = place;
    intervalNanos = description.plan().interval().toNanos();
    firstNanos = description.monotonicNanos() + description.plan().lead().toNanos();
    nextNanos = firstNanos;
    report();
  }

  @Override
  public synchronized void snapshot(long number, SnapshotOutcome outcome) {
    nextNanos = dueNanos(number + 1);
    if (outcome instanceof SnapshotOutcome.Complete complete) {
      recorded(complete);
    } else if (outcome instanceof SnapshotOutcome.Failed failed) {
      missed++;
      failure = Optional.of(message(failed.cause()));
    }
    report();
  }

  private void recorded(SnapshotOutcome.Complete complete) {
    RecorderCost cost = complete.facts().cost();
    snapshots++;
    failure = Optional.empty();
    cpuMillis += cost.cpuMillis().orElse(0);
    residentBytes = cost.residentBytes().orElse(0);
    last =
        Optional.of(
            new LastSnapshot(
                complete.stored().name(),
                complete.facts().startedAt(),
                complete.facts().tally().rows(),
                complete.stored().bytes(),
                Duration.ofNanos(cost.scanNanos())));
  }

  @Override
  public synchronized void skipped(MissedSnapshots skipped) {
    missed += skipped.count();
    nextNanos = dueNanos(skipped.last() + 1);
    report();
  }

  private long dueNanos(long number) {
    return firstNanos + number * intervalNanos;
  }

  @Override
  public synchronized void uploaded(String name, long bytes) {
    lastUpload = Optional.of(new LastUpload(name, time.now()));
    report();
  }

  @Override
  public synchronized void unreachable(ObjectStoreException cause) {
    storeCondition = condition(StoreState.UNREACHABLE, Optional.of(message(cause)));
    report();
  }

  @Override
  public synchronized void rejected(ObjectStoreException cause) {
    storeCondition = condition(StoreState.REJECTED, Optional.of(message(cause)));
    report();
  }

  @Override
  public synchronized void recovered() {
    storeCondition = condition(StoreState.HEALTHY, Optional.empty());
    report();
  }

  /** To whoever waits for uploads, this is the same as a store that rejects them. */
  @Override
  public synchronized void queueUnreadable(StoreException cause) {
    queueCondition = Optional.of(condition(StoreState.REJECTED, Optional.of(message(cause))));
    report();
  }

  @Override
  public synchronized void queueRecovered() {
    queueCondition = Optional.empty();
    report();
  }

  private Condition condition(StoreState state, Optional<String> problem) {
    return new Condition(state, problem, time.nanos());
  }

  private UploadStatus uploadStatus(String uri) {
    Condition condition = queueCondition.orElse(storeCondition);
    return new UploadStatus(
        uri, condition.state(), condition.problem(), condition.sinceNanos(), lastUpload);
  }

  private void report() {
    report.accept(status());
  }

  private static String message(Exception cause) {
    return String.valueOf(cause.getMessage());
  }
}
