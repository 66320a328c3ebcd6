package procsnap.core.archive;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import procsnap.core.trace.ColumnGroup;
import procsnap.core.trace.TraceDescription;
import procsnap.core.trace.TraceDescriptions;

/** Trace manifests for tests that need few of their values. */
public final class TraceManifests {

  private static final Instant START = Instant.parse("2026-11-22T10:15:00.123Z");

  private TraceManifests() {}

  /** Manifest of a trace with the fixed columns. */
  public static TraceManifest with(CsvLayout csv) {
    return with(Set.of(), csv, ZoneOffset.UTC);
  }

  /** Manifest of a trace with these column groups. */
  public static TraceManifest with(Set<ColumnGroup> groups, CsvLayout csv, ZoneId zone) {
    TraceDescription trace = TraceDescriptions.startedAt(START, Map.of("zone", zone.getId()));
    return TraceManifest.of(
        trace, "0123456789ABCDEF", "20261122_101500_123", "1.2.3", zone, groups, csv);
  }
}
