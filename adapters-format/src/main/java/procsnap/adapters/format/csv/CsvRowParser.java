package procsnap.adapters.format.csv;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.apache.commons.csv.CSVRecord;
import procsnap.core.archive.DamagedException;
import procsnap.core.archive.RecordedRow;
import procsnap.core.process.ProcessStatus;
import procsnap.core.trace.Column;

/** Parses the cells of a row, the inverse of {@link CsvSnapshotFormat}. */
final class CsvRowParser {

  /** Limit of pids, the kernel's {@code PID_MAX_LIMIT}. */
  private static final int MAX_PID = 1 << 22;

  private static final int LONGEST_NUMBER = 24;
  private static final char APOSTROPHE = '\'';

  /** Longest number whose digits a double holds exactly, which makes one division correct. */
  private static final int LONGEST_EXACT = 16;

  private static final double[] POWERS_OF_TEN = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  /** Index of each column's cell; a column that was not recorded has none. */
  private final Map<Column, Integer> cells = new EnumMap<>(Column.class);

  private final boolean spreadsheetSafe;
  private String lastDateText = "";
  private LocalDate lastDate = LocalDate.MIN;

  /**
   * @param columns names of the columns; unknown ones are ignored
   * @param spreadsheetSafe whether formulas are prefixed with an apostrophe
   */
  CsvRowParser(List<String> columns, boolean spreadsheetSafe) {
    this.spreadsheetSafe = spreadsheetSafe;
    for (Column column : Column.values()) {
      int cell = columns.indexOf(column.label());
      if (cell >= 0) {
        cells.put(column, cell);
      }
    }
  }

  /**
   * Parses a row that has a cell for each column.
   *
   * @throws DamagedException if a cell is invalid for its column
   */
  RecordedRow parse(CSVRecord row) throws DamagedException {
    return new RecordedRow(
        time(row, Column.TIMESTAMP),
        pid(row),
        text(row, Column.NAME).orElse(""),
        text(row, Column.CMDLINE).orElse(""),
        decimal(row, Column.VMS_KB),
        decimal(row, Column.RSS_KB),
        time(row, Column.CREATION_TIME),
        decimal(row, Column.CPU_5S),
        decimal(row, Column.CPU_2M),
        decimal(row, Column.CPU_1H),
        status(row),
        integer(row, Column.MONO_NS),
        integer(row, Column.PPID),
        integer(row, Column.UID),
        integer(row, Column.THREADS),
        integer(row, Column.CPU_MS),
        text(row, Column.CGROUP),
        integer(row, Column.READ_BYTES),
        integer(row, Column.WRITE_BYTES),
        text(row, Column.MISSING).filter(text -> !text.isEmpty()));
  }

  private Optional<String> text(CSVRecord row, Column column) {
    Integer cell = cells.get(column);
    if (cell == null) {
      return Optional.empty();
    }
    String text = row.get(cell);
    boolean escaped = spreadsheetSafe && !text.isEmpty() && text.charAt(0) == APOSTROPHE;
    return Optional.of(escaped ? text.substring(1) : text);
  }

  /**
   * Text of a cell that is never prefixed with an apostrophe; empty if the column was not recorded.
   */
  private String plain(CSVRecord row, Column column) {
    Integer cell = cells.get(column);
    return cell == null ? "" : row.get(cell);
  }

  private int pid(CSVRecord row) throws DamagedException {
    String text = plain(row, Column.PID);
    try {
      int pid = Integer.parseInt(text);
      if (pid > 0 && pid <= MAX_PID) {
        return pid;
      }
    } catch (NumberFormatException e) {
      // Reported below.
    }
    throw malformed(Column.PID);
  }

  private OptionalLong integer(CSVRecord row, Column column) throws DamagedException {
    String text = plain(row, column);
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      throw malformed(column);
    }
  }

  /** Parses digits with at most one decimal point: no sign, no exponent, no words. */
  private OptionalDouble decimal(CSVRecord row, Column column) throws DamagedException {
    String text = plain(row, column);
    if (text.isEmpty()) {
      return OptionalDouble.empty();
    }
    int length = text.length();
    int point = length;
    long digits = 0;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        digits = 10 * digits + c - '0';
      } else if (c == '.' && point == length) {
        point = i;
      } else {
        throw malformed(column);
      }
    }
    if (length > LONGEST_NUMBER || text.equals(".")) {
      throw malformed(column);
    }
    int decimals = Math.max(0, length - point - 1);
    return OptionalDouble.of(
        length <= LONGEST_EXACT ? digits / POWERS_OF_TEN[decimals] : Double.parseDouble(text));
  }

  private ProcessStatus status(CSVRecord row) throws DamagedException {
    Optional<ProcessStatus> status = ProcessStatus.ofLabel(plain(row, Column.STATUS));
    if (status.isEmpty()) {
      throw malformed(Column.STATUS);
    }
    return status.get();
  }

  /** Parses {@code YYYY-MM-DD HH:MM:SS}, with or without milliseconds. */
  private LocalDateTime time(CSVRecord row, Column column) throws DamagedException {
    String text = plain(row, column);
    int blank = text.indexOf(' ');
    if (blank < 0) {
      throw malformed(column);
    }
    try {
      return LocalDateTime.of(date(text, blank), timeOfDay(text, blank + 1));
    } catch (DateTimeException e) {
      throw malformed(column);
    }
  }

  /** Parses the date that ends at an index, unless it is the previous cell's: most are. */
  private LocalDate date(String text, int end) {
    if (lastDateText.length() != end || !text.startsWith(lastDateText)) {
      String date = text.substring(0, end);
      lastDate = LocalDate.parse(date);
      lastDateText = date;
    }
    return lastDate;
  }

  /** Parses {@code HH:MM:SS}, with or without milliseconds, at the end of a text. */
  private static LocalTime timeOfDay(String text, int at) {
    boolean hasMillis = text.length() == at + 12;
    if (!(hasMillis || text.length() == at + 8)
        || text.charAt(at + 2) != ':'
        || text.charAt(at + 5) != ':'
        || (hasMillis && text.charAt(at + 8) != '.')) {
      throw new DateTimeException("no time of day");
    }
    int millis = hasMillis ? number(text, at + 9, 3) : 0;
    return LocalTime.of(
        number(text, at, 2), number(text, at + 3, 2), number(text, at + 6, 2), millis * 1_000_000);
  }

  private static int number(String text, int at, int digits) {
    int number = 0;
    for (int i = at; i < at + digits; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        throw new DateTimeException("no number");
      }
      number = 10 * number + c - '0';
    }
    return number;
  }

  private static DamagedException malformed(Column column) {
    return new DamagedException("its " + column.label() + " is malformed");
  }
}
