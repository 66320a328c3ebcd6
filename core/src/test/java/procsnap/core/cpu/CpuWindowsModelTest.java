package procsnap.core.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import procsnap.core.process.ProcessReading;
import procsnap.core.process.TickClock;
import procsnap.core.schedule.Step;
import procsnap.core.schedule.TraceSchedule;

/**
 * All window arithmetic (schedule, discarding, tables, process starts, reused pids) compared with a
 * slow and obviously correct model: processes whose CPU time is known at every instant.
 */
class CpuWindowsModelTest {

  private static final long SECOND = 1_000_000_000L;
  private static final long TICK = 10_000_000L;
  private static final TickClock CLOCK = new TickClock(100, 0, Instant.EPOCH);
  private static final double TINY = 1e-6;

  /** The trace starts when the machine has been up for 10,000 s. */
  private static final long START = 10_000 * SECOND;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 40);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyWindowOfEveryProcessMatchesTheModel(long seed) {
    Random random = new Random(seed);
    long interval = (1 + random.nextInt(random.nextBoolean() ? 20 : 700)) * SECOND;
    Machine machine = new Machine(random);
    long end = START + Math.min(2 * 3_600 * SECOND, 400 * interval);
    String run = "seed " + seed + ", interval " + interval / SECOND + " s";
    int most = mostReadings(machine, interval, end, run);
    assertTrue(most <= 400, run + ": " + most + " readings kept");
  }

  /** A reading takes about 28 bytes per process: 14 readings of 2,000 processes take 0.8 MB. */
  @Test
  void defaultIntervalKeepsAtMostFourteenReadings() {
    long interval = 300 * SECOND;
    long end = START + 4 * 3_600 * SECOND;
    assertEquals(14, mostReadings(new Machine(new Random(1)), interval, end, "default interval"));
  }

  /**
   * Follows the schedule of a trace and checks every snapshot; returns the largest number of
   * readings kept.
   */
  private static int mostReadings(Machine machine, long interval, long end, String run) {
    TraceSchedule schedule = new TraceSchedule(START, 0, interval, Long.MAX_VALUE);
    CpuHistory history = new CpuHistory();
    long lastSnapshot = TraceSchedule.NONE;
    long lastSample = START - 1;
    long now = START;
    int most = 0;
    while (now < end) {
      Step step = schedule.next(lastSnapshot, lastSample, now);
      if (step instanceof Step.Sample sample) {
        now = Math.max(now + 1, sample.dueNanos());
        history.add(machine.scan(now));
        lastSample = sample.dueNanos();
      } else if (step instanceof Step.TakeSnapshot snapshot) {
        now = Math.max(now + 1, snapshot.dueNanos());
        check(machine, history, now, run);
        history.add(machine.scan(now));
        lastSnapshot = snapshot.number();
        lastSample = snapshot.dueNanos();
      }
      history.keep(schedule.needed(history.takenNanos(), lastSnapshot + 1, now));
      most = Math.max(most, history.takenNanos().length);
    }
    return most;
  }

  private static void check(Machine machine, CpuHistory history, long now, String run) {
    CpuWindows windows = history.windowsAt(now, CLOCK);
    Map<CpuWindow, Long> reach = windows.reachNanos();
    for (CpuWindow window : CpuWindow.values()) {
      if (now > START) {
        long expected = Math.min(window.nanos(), now - START);
        long reached = reach.getOrDefault(window, 0L);
        assertTrue(
            Math.abs(reached - expected) <= window.toleranceNanos(),
            () -> run + ": " + window + " reaches " + reached / 1e9 + " s");
      }
    }
    machine.moveTo(now);
    for (SimulatedProcess process : machine.alive.values()) {
      CpuUsage usage = windows.usageOf(process.reading(now));
      String what = run + ", pid " + process.pid + " at " + (now - START) / SECOND + " s";
      assertUsage(process, now, CpuWindow.FIVE_SECONDS, reach, usage.fiveSeconds(), what);
      assertUsage(process, now, CpuWindow.TWO_MINUTES, reach, usage.twoMinutes(), what);
      assertUsage(process, now, CpuWindow.ONE_HOUR, reach, usage.oneHour(), what);
    }
  }

  private static void assertUsage(
      SimulatedProcess process,
      long now,
      CpuWindow window,
      Map<CpuWindow, Long> reach,
      OptionalDouble usage,
      String what) {
    boolean young = process.birth >= now - window.nanos();
    if (!young && !reach.containsKey(window)) {
      assertEquals(OptionalDouble.empty(), usage, what);
      return;
    }
    long from =
        young ? process.birth : Math.max(process.birth, now - reach.getOrDefault(window, 0L));
    if (now - from < TICK) {
      assertEquals(OptionalDouble.empty(), usage, what);
      return;
    }
    double expected = 100.0 * (process.ticksAt(now) - process.ticksAt(from)) * TICK / (now - from);
    assertEquals(expected, usage.orElseThrow(() -> new AssertionError(what)), TINY, what);
  }

  /** Machine whose processes start, work and exit; its few pids are soon reused. */
  private static final class Machine {

    private final Random random;
    private final TreeMap<Integer, SimulatedProcess> alive = new TreeMap<>();
    private long now;

    Machine(Random random) {
      this.random = random;
      now = START;
      for (int pid = 1; pid <= 5; pid++) {
        alive.put(pid, new SimulatedProcess(pid, random.nextInt(1_000_000) * TICK, random));
      }
    }

    CpuReadings scan(long at) {
      moveTo(at);
      CpuReadings.Builder readings = new CpuReadings.Builder(at, alive.size());
      for (SimulatedProcess process : alive.values()) {
        readings.add(process.pid, process.birth / TICK, process.ticksAt(at), at);
      }
      return readings.build();
    }

    /** Ends a few processes and starts others, some with a reused pid. */
    void moveTo(long at) {
      if (at == now) {
        return;
      }
      for (int pid = 3; pid <= 10; pid++) {
        if (random.nextInt(4) == 0) {
          alive.remove(pid);
          long age = (long) (random.nextDouble() * (at - now));
          alive.put(pid, new SimulatedProcess(pid, (at - age + TICK - 1) / TICK * TICK, random));
          if (alive.get(pid).birth > at) {
            alive.remove(pid);
          }
        }
      }
      now = at;
    }
  }

  /** Process whose load changes every 7 s. */
  private static final class SimulatedProcess {

    private static final long STEP = 7 * SECOND;

    private final int pid;
    private final long birth;
    private final List<Integer> percents = new ArrayList<>();

    SimulatedProcess(int pid, long birth, Random random) {
      this.pid = pid;
      this.birth = birth;
      for (int i = 0; i < 16; i++) {
        percents.add(random.nextInt(3) * random.nextInt(110));
      }
    }

    long ticksAt(long at) {
      long steps = (at - birth) / STEP;
      long whole = percents.stream().mapToLong(p -> p).sum();
      long rounds = steps / percents.size();
      double used = (double) rounds * whole * STEP / 100;
      for (int i = 0; i < steps % percents.size(); i++) {
        used += (double) percents.get(i) * STEP / 100;
      }
      int current = percents.get((int) (steps % percents.size()));
      return (long) ((used + (double) current * ((at - birth) % STEP) / 100) / TICK);
    }

    ProcessReading reading(long at) {
      return ProcessReading.of(pid).startTicks(birth / TICK).cpuTicks(ticksAt(at)).at(at).build();
    }
  }
}
