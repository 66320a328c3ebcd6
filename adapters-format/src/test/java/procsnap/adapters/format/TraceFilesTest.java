package procsnap.adapters.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static procsnap.core.trace.SnapshotRows.row;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import procsnap.adapters.format.csv.CsvOptions;
import procsnap.adapters.format.csv.CsvWriter;
import procsnap.adapters.format.manifest.ManifestWriter;
import procsnap.core.archive.CsvLayout;
import procsnap.core.archive.DamagedException;
import procsnap.core.archive.ExpiryRecord;
import procsnap.core.archive.RecordedRow;
import procsnap.core.archive.SnapshotManifest;
import procsnap.core.archive.TraceManifest;
import procsnap.core.archive.TraceManifests;
import procsnap.core.port.RowCursor;
import procsnap.core.port.TraceReader;
import procsnap.core.port.TraceReaderContract;
import procsnap.core.process.ProcessStatus;
import procsnap.core.trace.Column;
import procsnap.core.trace.ColumnGroup;
import procsnap.core.trace.SnapshotRow;
import procsnap.core.trace.TraceEnd;

/** Files of every layout are read as they were written. */
final class TraceFilesTest extends TraceReaderContract {

  private static final CsvLayout PLAIN = new CsvLayout(true, false, false);

  @Override
  protected TraceReader reader() {
    return new TraceFiles();
  }

  @Override
  protected byte[] written(TraceManifest trace) {
    return ManifestWriter.trace(trace).getBytes(UTF_8);
  }

  @Override
  protected byte[] written(SnapshotManifest snapshot) {
    return ManifestWriter.snapshot(snapshot).getBytes(UTF_8);
  }

  @Override
  protected byte[] written(TraceEnd end) {
    return ManifestWriter.end(end).getBytes(UTF_8);
  }

  @Override
  protected byte[] written(ExpiryRecord expiry) {
    return ManifestWriter.expiry(expiry).getBytes(UTF_8);
  }

  @Override
  protected byte[] written(TraceManifest trace, List<SnapshotRow> rows) {
    Set<String> names =
        trace.columns().stream().map(TraceManifest.NamedColumn::name).collect(Collectors.toSet());
    Set<ColumnGroup> groups = EnumSet.noneOf(ColumnGroup.class);
    for (Column column : Column.values()) {
      if (names.contains(column.label())) {
        column.group().ifPresent(groups::add);
      }
    }
    CsvOptions options =
        new CsvOptions(
            groups,
            trace.csv().header(),
            trace.csv().gzip(),
            trace.csv().spreadsheetSafe(),
            trace.zone());
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      CsvWriter writer = new CsvWriter(out, options, START);
      for (SnapshotRow row : rows) {
        writer.write(row);
      }
      writer.finish();
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @CsvSource({"true, false", "false, false", "true, true", "false, true"})
  void rowsAreTheSameInEveryLayout(boolean header, boolean gzip) throws Exception {
    TraceManifest trace =
        TraceManifests.with(
            EnumSet.allOf(ColumnGroup.class),
            new CsvLayout(header, gzip, false),
            ZoneId.of("Asia/Kolkata"));

    List<RecordedRow> rows =
        read(trace, written(trace, List.of(row(1).cgroup("0::/b").build(), row(2).build())));

    assertEquals(2, rows.size());
    assertEquals(LocalDateTime.of(2026, 11, 22, 15, 45), rows.get(0).timestamp());
    assertEquals(Optional.of("0::/b"), rows.get(0).cgroup());
    assertEquals(OptionalLong.of(1), rows.get(0).threads());
  }

  @Test
  void everyColumnIsReadIntoItsField() throws Exception {
    String csv =
        String.join(
                ",",
                Column.of(EnumSet.allOf(ColumnGroup.class)).stream().map(Column::label).toList())
            + "\n2026-11-22 10:15:00,12,sh,sh -c,13948.0,8220.5,2026-11-21 09:08:07.006,22.15,0.00,"
            + "0.03,disk-sleep,-5,3,1000,4,98765,0::/b,4096,8192,io=denied\n";
    TraceManifest trace =
        TraceManifests.with(EnumSet.allOf(ColumnGroup.class), PLAIN, ZoneOffset.UTC);

    assertEquals(
        List.of(
            new RecordedRow(
                LocalDateTime.of(2026, 11, 22, 10, 15),
                12,
                "sh",
                "sh -c",
                OptionalDouble.of(13948.0),
                OptionalDouble.of(8220.5),
                LocalDateTime.of(2026, 11, 21, 9, 8, 7, 6_000_000),
                OptionalDouble.of(22.15),
                OptionalDouble.of(0),
                OptionalDouble.of(0.03),
                ProcessStatus.DISK_SLEEP,
                OptionalLong.of(-5),
                OptionalLong.of(3),
                OptionalLong.of(1000),
                OptionalLong.of(4),
                OptionalLong.of(98765),
                Optional.of("0::/b"),
                OptionalLong.of(4096),
                OptionalLong.of(8192),
                Optional.of("io=denied"))),
        read(trace, csv.getBytes(UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "'quoted'", "\t", "plain", ""})
  void apostropheBeforeAFormulaIsRemoved(String text) throws Exception {
    TraceManifest trace = TraceManifests.with(new CsvLayout(true, false, true));

    RecordedRow row =
        read(trace, written(trace, List.of(row(1).name(text).commandLine(text).build()))).get(0);

    assertEquals(text, row.name());
    assertEquals(text, row.commandLine());
  }

  @ParameterizedTest
  @CsvSource({
    "vms_kb, 1e5",
    "vms_kb, NaN",
    "vms_kb, -1.0",
    "rss_kb, .",
    "rss_kb, 1.2.3",
    "cpu_5s, 1_0",
    "cpu_1h, 0x10",
    "pid, 0",
    "pid, -1",
    "pid, 4194305",
    "pid, 1.0",
    "status, napping",
    "creation_time, 2026-11-21",
    "creation_time, 2026-13-21 09:08:07.006",
    "creation_time, 2026-11-21 09:08",
    "creation_time, 2026-11-21 09:08:60",
    "creation_time, 2026-11-21 09:08:07.0061",
    "creation_time, 2026-11-21 +9:08:07",
    "creation_time, 2026-11-21 09-08-07",
    "creation_time, 2026-11-21 09:08:07:006"
  })
  void invalidCellIsDamage(String column, String value) {
    DamagedException damage =
        assertThrows(
            DamagedException.class, () -> read(TraceManifests.with(PLAIN), rowWith(column, value)));
    assertEquals("row 1: its " + column + " is malformed", damage.getMessage());
  }

  @Test
  void decimalsHaveTheNearestDouble() throws IOException, DamagedException {
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      String digits = new BigInteger(75, random).toString().substring(0, 1 + random.nextInt(20));
      int point = random.nextInt(digits.length() + 1);
      String value =
          random.nextBoolean() ? digits : new StringBuilder(digits).insert(point, '.') + "";

      RecordedRow row = read(TraceManifests.with(PLAIN), rowWith("vms_kb", value)).get(0);

      assertEquals(OptionalDouble.of(Double.parseDouble(value)), row.virtualKib(), value);
    }
  }

  /** A header and a row that is valid but for the cell of one column. */
  private static byte[] rowWith(String column, String value) {
    StringBuilder csv = new StringBuilder();
    StringBuilder cells = new StringBuilder();
    for (Column each : Column.of(Set.of())) {
      csv.append(csv.isEmpty() ? "" : ",").append(each.label());
      String valid =
          switch (each) {
            case TIMESTAMP -> "2026-11-22 10:15:00";
            case CREATION_TIME -> "2026-11-21 09:08:07.006";
            case PID -> "1";
            case STATUS -> "running";
            default -> "";
          };
      cells.append(cells.isEmpty() ? "" : ",").append(each.label().equals(column) ? value : valid);
    }
    return csv.append('\n').append(cells).append('\n').toString().getBytes(UTF_8);
  }

  @Test
  void compressedFileThatIsNotGzipIsDamaged() {
    TraceManifest trace = TraceManifests.with(new CsvLayout(true, true, false));

    DamagedException damage =
        assertThrows(DamagedException.class, () -> read(trace, "timestamp".getBytes(UTF_8)));
    assertTrue(String.valueOf(damage.getMessage()).startsWith("it is not gzip"));
  }

  private static List<RecordedRow> read(TraceManifest trace, byte[] file)
      throws IOException, DamagedException {
    RowCursor cursor =
        new TraceFiles()
            .rows(
                new ByteArrayInputStream(file),
                "process_20261122_101500_123" + trace.csv().extension(),
                Optional.of(trace));
    List<RecordedRow> rows = new ArrayList<>();
    for (Optional<RecordedRow> row = cursor.next(); row.isPresent(); row = cursor.next()) {
      rows.add(row.get());
    }
    return rows;
  }
}
