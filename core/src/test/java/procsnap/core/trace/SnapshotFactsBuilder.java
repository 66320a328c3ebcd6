package procsnap.core.trace;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import procsnap.core.cpu.CpuWindow;
import procsnap.core.process.Visibility;

/**
 * Builder of snapshot facts that sets only the values that matter to a test; all others are unknown
 * or zero.
 */
public final class SnapshotFactsBuilder {

  private long number;
  private Instant startedAt = Instant.EPOCH;
  private Instant finishedAt = Instant.EPOCH;
  private long monotonicNanos;
  private SnapshotTally tally = new SnapshotTally(0, 0, 0, 0, 0, 0, 0, 0);
  private Visibility visibility = Visibility.ALL;
  private final Map<CpuWindow, Long> windowReachNanos = new EnumMap<>(CpuWindow.class);
  private List<MissedSnapshots> missedBefore = List.of();
  private OptionalDouble unaccountedCpuPercent = OptionalDouble.empty();
  private RecorderCost cost = new RecorderCost(OptionalLong.empty(), OptionalLong.empty(), 0);

  private SnapshotFactsBuilder() {}

  /** Starts a builder with default values. */
  public static SnapshotFactsBuilder facts() {
    return new SnapshotFactsBuilder();
  }

  public SnapshotFactsBuilder number(long value) {
    number = value;
    return this;
  }

  public SnapshotFactsBuilder startedAt(Instant value) {
    startedAt = value;
    return this;
  }

  public SnapshotFactsBuilder finishedAt(Instant value) {
    finishedAt = value;
    return this;
  }

  public SnapshotFactsBuilder monotonicNanos(long value) {
    monotonicNanos = value;
    return this;
  }

  /** Sets the number of processes listed and rows written, with no failures. */
  public SnapshotFactsBuilder rows(int count) {
    return tally(new SnapshotTally(count, count, 0, 0, 0, 0, 0, 0));
  }

  public SnapshotFactsBuilder tally(SnapshotTally value) {
    tally = value;
    return this;
  }

  public SnapshotFactsBuilder visibility(Visibility value) {
    visibility = value;
    return this;
  }

  public SnapshotFactsBuilder windowReach(CpuWindow window, long nanos) {
    windowReachNanos.put(window, nanos);
    return this;
  }

  public SnapshotFactsBuilder missedBefore(MissedSnapshots... runs) {
    missedBefore = List.of(runs);
    return this;
  }

  public SnapshotFactsBuilder unaccountedCpuPercent(double value) {
    unaccountedCpuPercent = OptionalDouble.of(value);
    return this;
  }

  public SnapshotFactsBuilder cost(RecorderCost value) {
    cost = value;
    return this;
  }

  public SnapshotFacts build() {
    return new SnapshotFacts(
        number,
        startedAt,
        finishedAt,
        monotonicNanos,
        tally,
        visibility,
        windowReachNanos,
        missedBefore,
        unaccountedCpuPercent,
        cost);
  }
}
