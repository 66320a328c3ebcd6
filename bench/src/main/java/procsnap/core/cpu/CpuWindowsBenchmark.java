package procsnap.core.cpu;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import procsnap.core.process.OsString;
import procsnap.core.process.ProcessReading;
import procsnap.core.process.TickClock;

/** The three windows of one process out of 2,000 that are all older than an hour. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CpuWindowsBenchmark {

  private static final int PROCESSES = 2_000;
  private static final long NOW = TimeUnit.HOURS.toNanos(10);

  private final ProcessReading[] processes = new ProcessReading[PROCESSES];
  private final CpuWindows windows;

  public CpuWindowsBenchmark() {
    Map<CpuWindow, CpuReadings> begins = new EnumMap<>(CpuWindow.class);
    for (CpuWindow window : CpuWindow.values()) {
      CpuReadings.Builder readings = new CpuReadings.Builder(NOW - window.nanos(), PROCESSES);
      for (int i = 0; i < PROCESSES; i++) {
        readings.add(100 + 3 * i, i, 500 + i, NOW - window.nanos());
      }
      begins.put(window, readings.build());
    }
    windows = new CpuWindows(NOW, new TickClock(100, 0, Instant.EPOCH), begins);
    for (int i = 0; i < PROCESSES; i++) {
      processes[i] =
          ProcessReading.of(100 + 3 * i)
              .at(NOW)
              .startTicks(i)
              .comm(OsString.of("benchmark"))
              .state('S')
              .cpuTicks(900L + i)
              .build();
    }
  }

  @Benchmark
  @OperationsPerInvocation(PROCESSES)
  public void usage(Blackhole result) {
    for (ProcessReading process : processes) {
      result.consume(windows.usageOf(process));
    }
  }
}
