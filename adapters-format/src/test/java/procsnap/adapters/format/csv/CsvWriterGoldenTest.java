package procsnap.adapters.format.csv;

import static procsnap.core.trace.SnapshotRows.row;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import procsnap.adapters.format.GoldenFiles;
import procsnap.core.process.ProcessDetail;
import procsnap.core.process.ProcessStatus;
import procsnap.core.process.ReadProblem;
import procsnap.core.trace.SnapshotRow;
import procsnap.core.trace.SnapshotRows;

/** CSV of format 1 compared with the golden files. */
final class CsvWriterGoldenTest {

  private static final List<SnapshotRow> ROWS =
      List.of(
          process(1, "systemd", ProcessStatus.SLEEPING)
              .commandLine("/sbin/init splash")
              .virtualBytes(1_024_000)
              .residentBytes(1_536)
              .cpu(0, 0, 0)
              .monotonicNanos(1000)
              .uid(0)
              .cpuMillis(1500)
              .cgroup("0::/init.scope")
              .io(4096, 8192)
              .build(),
          process(2, "kthreadd", ProcessStatus.IDLE)
              .commandLine("")
              .virtualBytes(0)
              .residentBytes(0)
              .cpu(0, 0, 0)
              .monotonicNanos(1001)
              .uid(0)
              .cgroup("0::/")
              .problem(ProcessDetail.IO, ReadProblem.DENIED)
              .build(),
          process(3, "busy", ProcessStatus.RUNNING)
              .commandLine("busy --all")
              .virtualBytes(1L << 47)
              .residentBytes(1023)
              .cpu(200, 33.333, 0.005)
              .monotonicNanos(1002)
              .parentPid(1)
              .uid(1000)
              .threads(3)
              .cpuMillis(3_600_000)
              .cgroup("0::/a,b")
              .io(0, 0)
              .problem(ProcessDetail.CGROUP, ReadProblem.TIMEOUT)
              .problem(ProcessDetail.COMMAND_LINE, ReadProblem.TRUNCATED)
              .build(),
          process(4, "denied", ProcessStatus.ZOMBIE)
              .problem(ProcessDetail.MEMORY, ReadProblem.GONE)
              .problem(ProcessDetail.COMMAND_LINE, ReadProblem.DENIED)
              .problem(ProcessDetail.UID, ReadProblem.DENIED)
              .problem(ProcessDetail.CGROUP, ReadProblem.DENIED)
              .problem(ProcessDetail.IO, ReadProblem.DENIED)
              .build(),
          process(5, "a,\"b", ProcessStatus.DISK_SLEEP).commandLine("sh -c echo \"a,b\"").build(),
          process(6, "lines", ProcessStatus.STOPPED).commandLine("a\nb").build(),
          process(7, "return", ProcessStatus.TRACING_STOP).commandLine("a\rb").build(),
          process(8, "crlf", ProcessStatus.DEAD).commandLine("\r\n").build(),
          process(9, "esc\u001b[31m", ProcessStatus.PARKED)
              .commandLine("\u001b]0;title\u0007\ttab")
              .build(),
          process(10, "", ProcessStatus.WAKING)
              .name(CsvTexts.bytes("caf\u00e9"))
              // Not UTF-8; e with acute; a penguin beyond the BMP; the beginning of a character.
              .commandLine(CsvTexts.bytes("\u00ff \u00c3\u00a9 \u00f0\u009f\u0090\u00a7 \u00c3"))
              .build(),
          process(11, "#name", ProcessStatus.WAKE_KILL).commandLine(" =1+1 ").build(),
          process(12, "';|\\", ProcessStatus.UNKNOWN).commandLine("\\n \\xff").build());

  private static SnapshotRows process(int pid, String name, ProcessStatus status) {
    return row(pid).name(name).status(status).createdAt("2026-11-22T09:59:00.500Z");
  }

  @Test
  void elevenColumnsWithHeader() throws IOException {
    GoldenFiles.assertGolden("format-1.csv", CsvTexts.write(CsvTexts.PLAIN, ROWS));
  }

  @Test
  void elevenColumnsWithoutHeader() throws IOException {
    GoldenFiles.assertGolden("format-1-no-header.csv", CsvTexts.write(CsvTexts.NO_HEADER, ROWS));
  }

  @Test
  void elevenColumnsAndAllGroups() throws IOException {
    GoldenFiles.assertGolden(
        "format-1-all-columns.csv", CsvTexts.write(CsvTexts.ALL_COLUMNS, ROWS));
  }
}
