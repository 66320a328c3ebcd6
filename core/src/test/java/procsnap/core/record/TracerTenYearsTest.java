package procsnap.core.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import procsnap.core.cpu.CpuUsage;
import procsnap.core.cpu.CpuWindow;
import procsnap.core.port.FakeProcessTable;
import procsnap.core.port.SnapshotStore;
import procsnap.core.privacy.CommandLinePolicy;
import procsnap.core.time.FakeTime;
import procsnap.core.time.StopSignal;
import procsnap.core.trace.MissedSnapshots;
import procsnap.core.trace.SnapshotFacts;
import procsnap.core.trace.SnapshotRow;
import procsnap.core.trace.StoredSnapshot;
import procsnap.core.trace.TraceDescription;
import procsnap.core.trace.TraceEnd;
import procsnap.core.trace.TracePlan;

/**
 * Ten years of five-minute snapshots, 1,051,200 of them, or by default the first three, on a
 * machine that is suspended for hours, wakes up late, and has its clock stepped by years: every
 * snapshot is taken on the grid or reported as missed, and a process that always uses 30 % of a CPU
 * always shows 30 %.
 */
class TracerTenYearsTest {

  private static final long SEED = 20_261_122;
  private static final long SECOND = 1_000_000_000L;
  private static final long INTERVAL = 300 * SECOND;
  private static final int YEARS = Boolean.getBoolean("procsnap.fault.long") ? 10 : 1;
  private static final long SNAPSHOTS = YEARS * 365L * 24 * 12;

  private final Random random = new Random(SEED);
  private final FakeTime time = new FakeTime(Instant.parse("2026-01-01T00:00:00Z"));
  private final CheckingStore store = new CheckingStore();
  private long disturbedNanos = Long.MIN_VALUE / 2;
  private int sleeps;
  private int lateWakeUps;
  private int clockSteps;

  @Test
  void everySnapshotIsOnTheGridOrReportedAsMissed() throws Exception {
    FakeProcessTable table = new FakeProcessTable(time);
    time.pass(1_000 * SECOND);
    table.start(1, 100).using(() -> time.nanos() * 3 / 10 / (SECOND / 100));
    time.wakeUpAt(this::wakeUp);
    TracePlan plan =
        new TracePlan(
            Duration.ZERO,
            Duration.ofNanos(INTERVAL),
            SNAPSHOTS,
            Set.of(),
            new CommandLinePolicy.Clear());
    TraceEnd end =
        new Tracer(table, store, time, new StopSignal(), new RecordedEvents()).run(plan, Map.of());
    assertEquals(SNAPSHOTS, end.snapshots() + end.missed(), "seed " + SEED);
    assertEquals(end.missed(), store.reportedAsMissed);
    assertTrue(store.exact > SNAPSHOTS / 2, "most snapshots are undisturbed");
    assertTrue(
        sleeps > 5 * YEARS && lateWakeUps > 100 * YEARS && clockSteps > 5 * YEARS,
        () -> sleeps + " sleeps, " + lateWakeUps + " late wake-ups, " + clockSteps + " steps");
  }

  private long wakeUp(long due) {
    if (random.nextInt(20_000) == 0) {
      clockSteps++;
      time.stepWallClock((random.nextBoolean() ? 1 : -1) * Duration.ofDays(3_650).toNanos());
    }
    if (random.nextInt(30_000) == 0) {
      sleeps++;
      disturbedNanos = due + (long) (random.nextDouble() * Duration.ofDays(3).toNanos());
      return disturbedNanos;
    }
    if (random.nextInt(1_000) == 0) {
      lateWakeUps++;
      disturbedNanos = due + (long) (random.nextDouble() * 20 * SECOND);
      return disturbedNanos;
    }
    return due;
  }

  /** Store that checks each snapshot and discards it. */
  private final class CheckingStore implements SnapshotStore {

    private long startNanos;
    private long last = -1;
    private long reportedAsMissed;
    private long exact;

    @Override
    public String openTrace(TraceDescription description) {
      startNanos = description.monotonicNanos();
      return "nowhere";
    }

    @Override
    public void closeTrace(TraceEnd end) {
      reportedAsMissed += end.missedSinceLast().stream().mapToLong(MissedSnapshots::count).sum();
    }

    @Override
    public Draft draft(Instant startedAt) {
      return new Draft() {
        @Override
        public void add(SnapshotRow row) {
          checkCpu(row.cpu());
        }

        @Override
        public StoredSnapshot publish(SnapshotFacts facts) {
          check(facts);
          return new StoredSnapshot("", 0);
        }

        @Override
        public void close() {}
      };
    }

    private void check(SnapshotFacts facts) {
      long late = facts.monotonicNanos() - (startNanos + facts.number() * INTERVAL);
      boolean isLast = facts.number() == SNAPSHOTS - 1;
      assertTrue(late >= 0 && (late < INTERVAL || isLast), () -> "late by " + late + " ns");
      long missed = facts.missedBefore().stream().mapToLong(MissedSnapshots::count).sum();
      assertEquals(last + 1 + missed, facts.number(), "every missed snapshot is reported");
      reportedAsMissed += missed;
      last = facts.number();
      long now = facts.monotonicNanos();
      if (now - Math.max(disturbedNanos, startNanos) > CpuWindow.ONE_HOUR.nanos() + INTERVAL) {
        exact++;
        assertEquals(0, late);
        for (CpuWindow window : CpuWindow.values()) {
          assertEquals(window.nanos(), facts.windowReachNanos().get(window));
        }
      }
    }

    private void checkCpu(CpuUsage usage) {
      check(usage.fiveSeconds());
      check(usage.twoMinutes());
      check(usage.oneHour());
    }

    /** A tick of 10 ms over the shortest window that counts, 2.5 s, is 0.4 %. */
    private void check(OptionalDouble percent) {
      if (percent.isPresent()) {
        assertEquals(30.0, percent.getAsDouble(), 0.41);
      }
    }
  }
}
