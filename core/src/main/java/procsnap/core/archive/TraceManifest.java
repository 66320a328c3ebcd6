package procsnap.core.archive;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import procsnap.core.process.HostFacts;
import procsnap.core.process.TickClock;
import procsnap.core.process.Visibility;
import procsnap.core.trace.Column;
import procsnap.core.trace.ColumnGroup;
import procsnap.core.trace.TraceDescription;
import procsnap.core.trace.TracePlan;

/**
 * Manifest of a trace, {@code manifest.json}: written once, when the trace starts.
 *
 * @param machineId name of the machine's directory
 * @param trace name of the trace's directory
 * @param version version of procsnap that recorded it
 * @param startedAt wall-clock time of the start
 * @param monotonicNanos monotonic time of the start
 * @param zone zone of every time in names and cells
 * @param clock clock of the process table at the start: gives all creation times
 * @param clockSet whether the wall clock was plausible at the start
 * @param host the machine
 * @param visibility whether all processes were visible
 * @param plan plan of the trace
 * @param columns columns of every snapshot, in order; at least one
 * @param csv layout of the CSV files
 * @param settings effective settings, as the user would write them
 */
public record TraceManifest(
    String machineId,
    String trace,
    String version,
    Instant startedAt,
    long monotonicNanos,
    ZoneId zone,
    TickClock clock,
    boolean clockSet,
    HostFacts host,
    Visibility visibility,
    Plan plan,
    List<NamedColumn> columns,
    CsvLayout csv,
    Map<String, String> settings) {

  /**
   * Plan of the trace.
   *
   * @param lead time from the start to the first snapshot
   * @param interval time from one snapshot to the next
   * @param snapshots snapshots to take; absent for a trace that runs until it is stopped
   * @param commandLines privacy policy for command lines
   * @param keyId identifier of the key of a keyed hash
   */
  public record Plan(
      Duration lead,
      Duration interval,
      OptionalLong snapshots,
      String commandLines,
      Optional<String> keyId) {

    private static Plan of(TracePlan plan) {
      return new Plan(
          plan.lead(),
          plan.interval(),
          plan.snapshots() == Long.MAX_VALUE
              ? OptionalLong.empty()
              : OptionalLong.of(plan.snapshots()),
          plan.commandLines().label(),
          plan.commandLines().keyId());
    }
  }

  /**
   * Column as the manifest describes it; a newer version may have written a column that is unknown
   * here.
   */
  public record NamedColumn(String name, String type, String unit) {

    private static List<NamedColumn> of(Set<ColumnGroup> groups) {
      List<NamedColumn> columns = new ArrayList<>();
      for (Column column : Column.of(groups)) {
        columns.add(new NamedColumn(column.label(), column.type().label(), column.unit()));
      }
      return columns;
    }
  }

  /**
   * Manifest of a starting trace.
   *
   * @param machineId name of the machine's directory
   * @param name name of the trace's directory
   * @param version version of procsnap
   * @param groups column groups to write
   */
  public static TraceManifest of(
      TraceDescription trace,
      String machineId,
      String name,
      String version,
      ZoneId zone,
      Set<ColumnGroup> groups,
      CsvLayout csv) {
    return new TraceManifest(
        machineId,
        name,
        version,
        trace.startedAt(),
        trace.monotonicNanos(),
        zone,
        trace.clock(),
        trace.isClockSet(),
        trace.host(),
        trace.visibility(),
        Plan.of(trace.plan()),
        NamedColumn.of(groups),
        csv,
        trace.settings());
  }
}
