package procsnap.adapters.storage;

import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.QuoteMode;
import procsnap.core.process.ForeignText;
import procsnap.core.process.ProcessDetail;
import procsnap.core.process.ReadProblem;
import procsnap.core.snapshot.ColumnGroup;
import procsnap.core.snapshot.SnapshotRow;

/**
 * A snapshot as CSV: UTF-8, LF, comma, quotes as RFC 4180 has them and only where they are needed.
 * Numbers have a dot and never an exponent; what is not known is an empty cell.
 */
final class CsvSnapshotFormat {

  /** What a cell must be quoted for; commons-csv itself would quote more than that. */
  private static final String SPECIAL = ",\"\r\n";

  /** A text longer than this is decoded a piece at a time. */
  private static final int LONG_TEXT = 64 * 1024;

  private static final CSVFormat PLAIN =
      CSVFormat.DEFAULT.builder().setQuote(null).setRecordSeparator('\n').get();
  private static final CSVFormat QUOTED =
      PLAIN.builder().setQuote('"').setQuoteMode(QuoteMode.ALL).get();

  private final Set<ColumnGroup> groups;
  private final DateTimeFormatter seconds;
  private final DateTimeFormatter millis;

  CsvSnapshotFormat(Set<ColumnGroup> groups, ZoneId zone) {
    this.groups = groups.isEmpty() ? EnumSet.noneOf(ColumnGroup.class) : EnumSet.copyOf(groups);
    this.seconds = formatter("uuuu-MM-dd HH:mm:ss", zone);
    this.millis = formatter("uuuu-MM-dd HH:mm:ss.SSS", zone);
  }

  /** The time that all rows of a snapshot carry, as text. */
  String timestamp(Instant startedAt) {
    return seconds.format(startedAt);
  }

  void writeHeader(Writer out) throws IOException {
    boolean first = true;
    for (CsvColumns.Column column : CsvColumns.of(groups)) {
      PLAIN.print(column.name(), out, first);
      first = false;
    }
    PLAIN.println(out);
  }

  void writeRow(String timestamp, SnapshotRow row, Writer out) throws IOException {
    PLAIN.print(timestamp, out, true);
    plain(row.pid(), out);
    text(row.name(), out);
    text(row.commandLine(), out);
    plain(kilobytes(row.virtualBytes()), out);
    plain(kilobytes(row.residentBytes()), out);
    plain(millis.format(row.createdAt()), out);
    plain(hundredths(row.cpu().fiveSeconds()), out);
    plain(hundredths(row.cpu().twoMinutes()), out);
    plain(hundredths(row.cpu().oneHour()), out);
    plain(row.status().label(), out);
    for (ColumnGroup group : groups) {
      writeGroup(group, row, out);
    }
    PLAIN.println(out);
  }

  private static void writeGroup(ColumnGroup group, SnapshotRow row, Writer out)
      throws IOException {
    switch (group) {
      case MONO_NS -> plain(row.monotonicNanos(), out);
      case PPID -> plain(row.parentPid(), out);
      case UID -> plain(integer(row.uid()), out);
      case THREADS -> plain(row.threads(), out);
      case CPU_MS -> plain(row.cpuMillis(), out);
      case CGROUP -> text(row.cgroup(), out);
      case IO -> {
        plain(integer(row.readBytes()), out);
        plain(integer(row.writtenBytes()), out);
      }
      case MISSING -> plain(problems(row.problems()), out);
    }
  }

  private static void text(Optional<ForeignText> text, Writer out) throws IOException {
    text(text.orElse(ForeignText.EMPTY), out);
  }

  private static void text(ForeignText text, Writer out) throws IOException {
    CSVFormat format = text.containsAny(SPECIAL) ? QUOTED : PLAIN;
    format.print(text.length() > LONG_TEXT ? text.reader() : text.toString(), out, false);
  }

  private static void plain(Object value, Writer out) throws IOException {
    PLAIN.print(value, out, false);
  }

  private static String integer(OptionalLong value) {
    return value.isPresent() ? Long.toString(value.getAsLong()) : "";
  }

  /** In units of 1024 bytes, one decimal, half up. */
  private static String kilobytes(OptionalLong bytes) {
    if (bytes.isEmpty()) {
      return "";
    }
    long whole = bytes.getAsLong() / 1024;
    long tenths = (bytes.getAsLong() % 1024 * 10 + 512) / 1024;
    return (whole + tenths / 10) + "." + tenths % 10;
  }

  /** Two decimals, half up. */
  private static String hundredths(OptionalDouble percent) {
    if (percent.isEmpty()) {
      return "";
    }
    long hundredths = Math.round(percent.getAsDouble() * 100);
    long rest = hundredths % 100;
    return hundredths / 100 + (rest < 10 ? ".0" : ".") + rest;
  }

  private static String problems(Map<ProcessDetail, ReadProblem> problems) {
    return problems.entrySet().stream()
        .map(problem -> problem.getKey().label() + "=" + problem.getValue().label())
        .collect(Collectors.joining(";"));
  }

  private static DateTimeFormatter formatter(String pattern, ZoneId zone) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(zone);
  }
}
