package procsnap.adapters.proc;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One line of {@code /proc/[pid]/stat}, as the kernel writes it for an idle process. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StatLineBenchmark {

  private final byte[] line =
      ("31415 (tmux: server) S 1 31415 31415 0 -1 4194368 2718 16180 0 3 1234 567 89 10 20 0 1 0"
              + " 8675309 9420800 1024 18446744073709551615 94173400145920 94173400878929"
              + " 140736224113424 0 0 0 0 528386 134433281 0 0 0 17 1 0 0 0 0 0 94173401058448"
              + " 94173401102432 94173425963008 140736224121614 140736224121632 140736224121632"
              + " 140736224124908 0\n")
          .getBytes(US_ASCII);

  private final StatLine stat = new StatLine();

  @Benchmark
  public long parse() {
    return stat.parse(line, line.length) ? stat.cpuTicks() + stat.startTicks() : 0;
  }
}
