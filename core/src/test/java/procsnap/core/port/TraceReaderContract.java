package procsnap.core.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static procsnap.core.trace.SnapshotFactsBuilder.facts;
import static procsnap.core.trace.SnapshotRows.row;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import procsnap.core.archive.CsvLayout;
import procsnap.core.archive.DamagedException;
import procsnap.core.archive.ExpiryRecord;
import procsnap.core.archive.FileSums;
import procsnap.core.archive.RecordedRow;
import procsnap.core.archive.SnapshotManifest;
import procsnap.core.archive.TraceManifest;
import procsnap.core.archive.TraceManifests;
import procsnap.core.cpu.CpuWindow;
import procsnap.core.trace.ColumnGroup;
import procsnap.core.trace.MissedSnapshots;
import procsnap.core.trace.NumberRange;
import procsnap.core.trace.SnapshotRow;
import procsnap.core.trace.SnapshotTally;
import procsnap.core.trace.TraceDescriptions;
import procsnap.core.trace.TraceEnd;

/** Contract of {@link TraceReader}: it reads what its counterpart wrote, or reports damage. */
public abstract class TraceReaderContract {

  /** Name of an uncompressed snapshot file. */
  protected static final String FILE = "process_20261122_101500_123.csv";

  protected static final Instant START = Instant.parse("2026-11-22T10:15:00.123Z");

  private static final CsvLayout PLAIN = new CsvLayout(true, false, false);

  private static final TraceManifest TRACE = TraceManifests.with(PLAIN);

  /** Reader under test. */
  protected abstract TraceReader reader();

  /** Bytes of {@code manifest.json}. */
  protected abstract byte[] written(TraceManifest trace);

  /** Bytes of a snapshot's manifest. */
  protected abstract byte[] written(SnapshotManifest snapshot);

  /** Bytes of {@code end.json}. */
  protected abstract byte[] written(TraceEnd end);

  /** Bytes of {@code expired.json}. */
  protected abstract byte[] written(ExpiryRecord expiry);

  /** Bytes of a snapshot at {@link #START}. */
  protected abstract byte[] written(TraceManifest trace, List<SnapshotRow> rows);

  @Test
  void traceManifestIsReadAsWritten() throws Exception {
    TraceManifest trace =
        TraceManifests.with(
            EnumSet.allOf(ColumnGroup.class), new CsvLayout(false, true, true), ZoneOffset.UTC);

    assertEquals(trace, reader().trace(in(written(trace))));
  }

  @Test
  void snapshotManifestIsReadAsWritten() throws Exception {
    SnapshotManifest snapshot =
        new SnapshotManifest(
            FILE,
            facts()
                .number(7)
                .startedAt(START)
                .finishedAt(START.plusMillis(25))
                .tally(new SnapshotTally(120, 117, 2, 1, 4, 5, 6, 7))
                .windowReach(CpuWindow.FIVE_SECONDS, 5_001_000_000L)
                .missedBefore(new MissedSnapshots(3, 6, MissedSnapshots.Reason.PAUSED))
                .unaccountedCpuPercent(12.25)
                .build(),
            new FileSums(4321, "ab".repeat(32), "e3069283"));

    assertEquals(snapshot, reader().snapshot(in(written(snapshot))));
  }

  @Test
  void traceEndIsReadAsWritten() throws Exception {
    TraceEnd end = TraceDescriptions.stoppedAt(START, 12);

    assertEquals(end, reader().end(in(written(end))));
  }

  @Test
  void expiryRecordIsReadAsWritten() throws Exception {
    ExpiryRecord expiry = new ExpiryRecord(3, List.of(new NumberRange(0, 4)));

    assertEquals(expiry, reader().expiry(in(written(expiry))));
  }

  @Test
  void rowsAreReadInOrderBeforeTheSumsOfTheFile() throws Exception {
    byte[] file = written(TRACE, List.of(row(1).build(), row(2).build(), row(300).build()));

    RowCursor cursor = reader().rows(in(file), FILE, Optional.of(TRACE));
    List<RecordedRow> rows = rest(cursor);

    assertEquals(List.of(1, 2, 300), rows.stream().map(RecordedRow::pid).toList());
    assertEquals(file.length, cursor.sums().bytes());
    assertEquals(Optional.empty(), cursor.next(), "it stays at the end");
  }

  @Test
  void valuesAreReadAsWrittenAndUnknownValuesAreAbsent() throws Exception {
    SnapshotRow known = row(1).name("a,b").commandLine("say \"x\"\ny").build();
    byte[] file = written(TRACE, List.of(known));

    RecordedRow read = rest(reader().rows(in(file), FILE, Optional.of(TRACE))).get(0);

    assertEquals("a,b", read.name());
    assertEquals("say \"x\"\ny", read.commandLine());
    assertEquals(LocalDateTime.of(2026, 11, 22, 10, 15), read.timestamp());
    assertEquals(known.status(), read.status());
    assertEquals(OptionalLong.empty(), read.uid(), "a column that was not recorded");
    assertEquals(known.virtualBytes().isPresent(), read.virtualKib().isPresent());
  }

  @Test
  void sumsAreUnavailableBeforeTheEnd() throws Exception {
    byte[] file = written(TRACE, List.of(row(1).build(), row(2).build()));
    RowCursor cursor = reader().rows(in(file), FILE, Optional.of(TRACE));
    cursor.next();

    assertThrows(IllegalStateException.class, cursor::sums);
  }

  @Test
  void duplicatePidIsDamage() throws Exception {
    byte[] file = written(TRACE, List.of(row(1).build(), row(1).build()));

    assertThrows(
        DamagedException.class, () -> rest(reader().rows(in(file), FILE, Optional.of(TRACE))));
  }

  @Test
  void columnsThatDifferFromTheTraceAreDamage() throws Exception {
    byte[] file = written(TRACE, List.of(row(1).build()));
    TraceManifest other = TraceManifests.with(EnumSet.of(ColumnGroup.UID), PLAIN, ZoneOffset.UTC);

    assertThrows(
        DamagedException.class, () -> rest(reader().rows(in(file), FILE, Optional.of(other))));
  }

  @Test
  void junkIsDamage() {
    byte[] junk = {1, 2, 3};

    assertThrows(DamagedException.class, () -> reader().trace(in(junk)));
    assertThrows(DamagedException.class, () -> reader().snapshot(in(junk)));
    assertThrows(DamagedException.class, () -> reader().end(in(junk)));
    assertThrows(DamagedException.class, () -> reader().expiry(in(junk)));
    assertThrows(
        DamagedException.class, () -> rest(reader().rows(in(junk), FILE, Optional.of(TRACE))));
  }

  /** A failed stream says nothing about the file. */
  @Test
  void streamFailureIsNotDamage() {
    IOException broken = new IOException("connection reset");
    byte[] file = written(TRACE, List.of(row(1).build(), row(2).build()));
    InputStream in =
        new FilterInputStream(in(file)) {
          private int left = file.length - 1;

          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left == 0) {
              throw broken;
            }
            int count = super.read(buffer, offset, Math.min(left, length));
            left -= count;
            return count;
          }
        };

    assertSame(
        broken,
        assertThrows(IOException.class, () -> rest(reader().rows(in, FILE, Optional.of(TRACE)))));
  }

  private static InputStream in(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  private static List<RecordedRow> rest(RowCursor cursor) throws IOException, DamagedException {
    List<RecordedRow> rows = new ArrayList<>();
    for (Optional<RecordedRow> row = cursor.next(); row.isPresent(); row = cursor.next()) {
      rows.add(row.get());
    }
    return rows;
  }
}
