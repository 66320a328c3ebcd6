package procsnap.adapters.format.manifest;

import static procsnap.adapters.format.GoldenFiles.assertGolden;
import static procsnap.core.trace.SnapshotFactsBuilder.facts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import procsnap.adapters.format.csv.CsvOptions;
import procsnap.core.archive.FileSums;
import procsnap.core.archive.SnapshotManifest;
import procsnap.core.archive.TraceManifest;
import procsnap.core.cpu.CpuWindow;
import procsnap.core.privacy.CommandLinePolicy;
import procsnap.core.process.HostFacts;
import procsnap.core.process.TickClock;
import procsnap.core.process.Visibility;
import procsnap.core.trace.ColumnGroup;
import procsnap.core.trace.MissedSnapshots;
import procsnap.core.trace.MissedSnapshots.Reason;
import procsnap.core.trace.RecorderCost;
import procsnap.core.trace.SnapshotFacts;
import procsnap.core.trace.SnapshotTally;
import procsnap.core.trace.TraceDescription;
import procsnap.core.trace.TraceEnd;
import procsnap.core.trace.TracePlan;

/** The JSON files of format 1, compared with the golden files. */
final class ManifestWriterGoldenTest {

  @Test
  void snapshotWithAllValues() throws IOException {
    SnapshotFacts facts =
        facts()
            .number(3)
            .startedAt(Instant.parse("2026-11-22T10:15:00.123Z"))
            .finishedAt(Instant.parse("2026-11-22T10:15:00.373Z"))
            .monotonicNanos(900_000_000_000L)
            .tally(new SnapshotTally(120, 117, 2, 1, 4, 5, 6, 7))
            .visibility(new Visibility(true, "invisible"))
            .windowReach(CpuWindow.FIVE_SECONDS, 5_001_000_000L)
            .windowReach(CpuWindow.TWO_MINUTES, 120_000_000_000L)
            .missedBefore(
                new MissedSnapshots(1, 1, Reason.LATE), new MissedSnapshots(2, 2, Reason.STORE))
            .unaccountedCpuPercent(12.345)
            .cost(new RecorderCost(OptionalLong.of(42), OptionalLong.of(10_485_760), 12_345_678))
            .build();
    FileSums sums =
        new FileSums(
            4321, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", "e3069283");

    assertGolden(
        "format-1-snapshot.json",
        utf8(
            ManifestWriter.snapshot(
                new SnapshotManifest("process_20261122_101500_123.csv", facts, sums))));
  }

  @Test
  void snapshotWithUnknownValues() throws IOException {
    Instant start = Instant.parse("2026-11-22T10:15:00Z");
    SnapshotFacts facts = facts().startedAt(start).finishedAt(start).monotonicNanos(-1).build();
    FileSums sums =
        new FileSums(
            0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "00000000");

    assertGolden(
        "format-1-snapshot-unknowns.json",
        utf8(
            ManifestWriter.snapshot(
                new SnapshotManifest("process_20261122_101500_123.csv.gz", facts, sums))));
  }

  @Test
  void traceManifest() throws IOException {
    Set<ColumnGroup> columns = Set.of(ColumnGroup.IO, ColumnGroup.UID);
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("zone", "Asia/Kolkata");
    settings.put("out", "/data/<a & \"b\">");
    TraceDescription trace =
        new TraceDescription(
            Instant.parse("2026-11-22T10:14:59Z"),
            895_000_000_000L,
            new TickClock(100, -5_000_000, Instant.parse("2026-11-22T10:00:00.250Z")),
            new HostFacts(
                "Linux",
                Optional.of("6.1.0-18-amd64"),
                "amd64",
                8,
                OptionalLong.of(16L << 30),
                true,
                Optional.of("5f0c7a4e-0d6b-4a86-9a37-0f3a1c2b4d5e")),
            Visibility.ALL,
            new TracePlan(
                Duration.ofSeconds(5),
                Duration.ofMinutes(5),
                12,
                columns,
                new CommandLinePolicy.Hashed()),
            settings);
    CsvOptions csv = new CsvOptions(columns, true, false, false, ZoneId.of("Asia/Kolkata"));

    assertGolden(
        "format-1-trace.json",
        utf8(
            ManifestWriter.trace(
                TraceManifest.of(
                    trace,
                    "0123456789ABCDEF",
                    "20261122_154459_000",
                    "1.2.3",
                    csv.zone(),
                    csv.columns(),
                    csv.layout()))));
  }

  @Test
  void traceEnd() throws IOException {
    TraceEnd end =
        new TraceEnd(
            TraceEnd.Reason.FINISHED,
            Instant.parse("2026-11-22T11:15:00.007Z"),
            11,
            1300,
            123_456_789_012L,
            1,
            3,
            List.of(new MissedSnapshots(9, 10, Reason.PROCESS_TABLE)));

    assertGolden("format-1-end.json", utf8(ManifestWriter.end(end)));
  }

  private static byte[] utf8(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
