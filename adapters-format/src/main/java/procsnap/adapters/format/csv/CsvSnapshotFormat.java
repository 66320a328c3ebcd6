package procsnap.adapters.format.csv;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.StringJoiner;
import procsnap.core.process.OsString;
import procsnap.core.process.ProcessDetail;
import procsnap.core.process.ReadProblem;
import procsnap.core.trace.Column;
import procsnap.core.trace.ColumnGroup;
import procsnap.core.trace.SnapshotRow;

/**
 * Format of a snapshot's cells. Numbers have a decimal point and never an exponent; an unknown
 * value is an empty cell.
 */
final class CsvSnapshotFormat {

  private static final OsString APOSTROPHE = OsString.of("'");

  /**
   * First bytes of a formula, see ASVS 1.2.10, and the apostrophe, so that the prefix can be
   * removed.
   */
  private static final String FORMULA_STARTS = "=+-@\t\r\n\0'";

  private final Set<ColumnGroup> groups;
  private final boolean spreadsheetSafe;
  private final CsvTime timestamp;
  private final CsvTime creationTime;

  CsvSnapshotFormat(Set<ColumnGroup> groups, boolean spreadsheetSafe, ZoneId zone) {
    this.groups = groups.isEmpty() ? EnumSet.noneOf(ColumnGroup.class) : EnumSet.copyOf(groups);
    this.spreadsheetSafe = spreadsheetSafe;
    this.timestamp = new CsvTime(zone);
    this.creationTime = new CsvTime(zone);
  }

  void writeHeader(CsvOutput out) throws IOException {
    for (Column column : Column.of(groups)) {
      out.plain(column.label());
    }
    out.endRow();
  }

  /**
   * @param startedAt start of the snapshot
   */
  void writeRow(Instant startedAt, SnapshotRow row, CsvOutput out) throws IOException {
    timestamp.seconds(startedAt, out);
    out.number(row.pid());
    text(row.name(), out);
    text(row.commandLine().orElse(OsString.EMPTY), out);
    kibibytes(row.virtualBytes(), out);
    kibibytes(row.residentBytes(), out);
    creationTime.millis(row.createdAt(), out);
    hundredths(row.cpu().fiveSeconds(), out);
    hundredths(row.cpu().twoMinutes(), out);
    hundredths(row.cpu().oneHour(), out);
    out.plain(row.status().label());
    for (ColumnGroup group : groups) {
      writeGroup(group, row, out);
    }
    out.endRow();
  }

  private void writeGroup(ColumnGroup group, SnapshotRow row, CsvOutput out) throws IOException {
    switch (group) {
      case MONO_NS -> out.plain(Long.toString(row.monotonicNanos()));
      case PPID -> out.number(row.parentPid());
      case UID -> integer(row.uid(), out);
      case THREADS -> out.number(row.threads());
      case CPU_MS -> out.number(row.cpuMillis());
      case CGROUP -> text(row.cgroup().orElse(OsString.EMPTY), out);
      case IO -> {
        integer(row.readBytes(), out);
        integer(row.writtenBytes(), out);
      }
      case MISSING -> out.plain(problems(row.problems()));
    }
  }

  private void text(OsString text, CsvOutput out) throws IOException {
    out.text(spreadsheetSafe && text.startsWithAny(FORMULA_STARTS) ? text.after(APOSTROPHE) : text);
  }

  private static void integer(OptionalLong value, CsvOutput out) throws IOException {
    if (value.isPresent()) {
      out.number(value.getAsLong());
    } else {
      out.empty();
    }
  }

  /** Writes a size in units of 1024 bytes, with one decimal, rounded half up. */
  private static void kibibytes(OptionalLong value, CsvOutput out) throws IOException {
    if (value.isPresent()) {
      long bytes = value.getAsLong();
      out.decimal(bytes / 1024 * 10 + (bytes % 1024 * 10 + 512) / 1024, 1);
    } else {
      out.empty();
    }
  }

  /** Writes a percentage with two decimals, rounded half up. */
  private static void hundredths(OptionalDouble percent, CsvOutput out) throws IOException {
    if (percent.isPresent()) {
      out.decimal(Math.round(percent.getAsDouble() * 100), 2);
    } else {
      out.empty();
    }
  }

  private static String problems(Map<ProcessDetail, ReadProblem> problems) {
    StringJoiner text = new StringJoiner(";");
    problems.forEach((detail, problem) -> text.add(detail.label() + "=" + problem.label()));
    return text.toString();
  }
}
