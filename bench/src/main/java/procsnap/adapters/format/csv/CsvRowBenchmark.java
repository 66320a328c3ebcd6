package procsnap.adapters.format.csv;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import procsnap.core.cpu.CpuUsage;
import procsnap.core.process.OsString;
import procsnap.core.process.ProcessStatus;
import procsnap.core.trace.SnapshotRow;

/** One row of eleven columns, with procsnap's writer and with commons-csv. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CsvRowBenchmark {

  private static final Instant NOW = Instant.parse("2026-11-22T10:15:00.123Z");
  private static final String COMMAND_LINE = "/usr/lib/postgresql/17/bin/postgres -D /var/lib/data";
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private final SnapshotRow row =
      new SnapshotRow(
          31415,
          OsString.of("postgres"),
          Optional.of(OsString.of(COMMAND_LINE)),
          false,
          OptionalLong.of(228_306_944L),
          OptionalLong.of(31_416_320L),
          NOW.minusSeconds(86_400),
          new CpuUsage(OptionalDouble.of(1.5), OptionalDouble.of(2.25), OptionalDouble.of(0.75)),
          ProcessStatus.SLEEPING,
          0,
          1,
          1,
          0,
          OptionalLong.empty(),
          Optional.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          Map.of());

  private CsvWriter ours;
  private CSVPrinter commons;

  @Setup
  public void open() throws IOException {
    CsvOptions options = new CsvOptions(Set.of(), true, false, false, ZoneOffset.UTC);
    ours = new CsvWriter(OutputStream.nullOutputStream(), options, NOW);
    commons =
        new CSVPrinter(
            new OutputStreamWriter(OutputStream.nullOutputStream(), StandardCharsets.UTF_8),
            CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get());
  }

  @Benchmark
  public void procsnap() throws IOException {
    ours.write(row);
  }

  @Benchmark
  public void commonsCsv() throws IOException {
    commons.printRecord(
        SECONDS.format(NOW),
        row.pid(),
        row.name(),
        row.commandLine().orElse(OsString.EMPTY),
        BigDecimal.valueOf(row.virtualBytes().orElse(0) * 10 / 1024, 1),
        BigDecimal.valueOf(row.residentBytes().orElse(0) * 10 / 1024, 1),
        MILLIS.format(row.createdAt()),
        hundredths(row.cpu().fiveSeconds()),
        hundredths(row.cpu().twoMinutes()),
        hundredths(row.cpu().oneHour()),
        row.status().label());
  }

  private static BigDecimal hundredths(OptionalDouble percent) {
    return BigDecimal.valueOf(Math.round(percent.orElse(0) * 100), 2);
  }
}
