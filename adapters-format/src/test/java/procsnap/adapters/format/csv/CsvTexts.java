package procsnap.adapters.format.csv;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import procsnap.core.process.OsString;
import procsnap.core.trace.ColumnGroup;
import procsnap.core.trace.SnapshotRow;

/** Writes rows as CSV for tests. */
public final class CsvTexts {

  public static final Instant START = Instant.parse("2026-11-22T10:15:00.123Z");
  public static final CsvOptions PLAIN = options(Set.of(), true, false, ZoneOffset.UTC);
  public static final CsvOptions NO_HEADER = options(Set.of(), false, false, ZoneOffset.UTC);
  public static final CsvOptions GZIP = options(Set.of(), true, true, ZoneOffset.UTC);
  public static final CsvOptions ALL_COLUMNS =
      options(EnumSet.allOf(ColumnGroup.class), true, false, ZoneOffset.UTC);

  public static final CsvOptions SPREADSHEET_SAFE =
      new CsvOptions(Set.of(ColumnGroup.CGROUP), false, false, true, ZoneOffset.UTC);

  private CsvTexts() {}

  public static CsvOptions in(String zone) {
    return options(Set.of(), false, false, ZoneId.of(zone));
  }

  private static CsvOptions options(
      Set<ColumnGroup> columns, boolean header, boolean gzip, ZoneId zone) {
    return new CsvOptions(columns, header, gzip, false, zone);
  }

  public static byte[] write(CsvOptions options, List<SnapshotRow> rows) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      CsvWriter writer = new CsvWriter(bytes, options, START);
      for (SnapshotRow row : rows) {
        writer.write(row);
      }
      writer.finish();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  /** Text of one row without its line feed. */
  public static String line(CsvOptions options, SnapshotRow row) {
    String text = new String(write(options, List.of(row)), StandardCharsets.UTF_8);
    return text.substring(0, text.length() - 1);
  }

  /** Cells of one row whose texts contain no comma. */
  public static List<String> cells(CsvOptions options, SnapshotRow row) {
    return List.of(line(options, row).split(",", -1));
  }

  /** Text of the bytes given as characters 0 to 255. */
  public static OsString bytes(String latin1) {
    byte[] bytes = latin1.getBytes(StandardCharsets.ISO_8859_1);
    return OsString.copyOf(bytes, 0, bytes.length);
  }
}
