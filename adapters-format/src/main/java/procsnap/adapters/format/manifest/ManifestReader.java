package procsnap.adapters.format.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import procsnap.core.archive.CsvLayout;
import procsnap.core.archive.DamagedException;
import procsnap.core.archive.ExpiryRecord;
import procsnap.core.archive.FileSums;
import procsnap.core.archive.SnapshotManifest;
import procsnap.core.archive.TraceManifest;
import procsnap.core.archive.TraceManifest.NamedColumn;
import procsnap.core.cpu.CpuWindow;
import procsnap.core.process.HostFacts;
import procsnap.core.process.TickClock;
import procsnap.core.process.Visibility;
import procsnap.core.trace.MissedSnapshots;
import procsnap.core.trace.NumberRange;
import procsnap.core.trace.RecorderCost;
import procsnap.core.trace.SnapshotFacts;
import procsnap.core.trace.SnapshotTally;
import procsnap.core.trace.TraceEnd;

/** Reads the JSON files of a trace, see {@link ManifestWriter}. The files are untrusted. */
public final class ManifestReader {

  private ManifestReader() {}

  /** Reads {@code manifest.json}. */
  public static TraceManifest trace(InputStream in) throws IOException, DamagedException {
    CheckedJson json = CheckedJson.manifest(in, ManifestWriter.FORMAT);
    Instant startedAt = json.instant("started_at");
    CheckedJson clock = json.object("clock");
    Map<String, String> settings = settings(json.object("settings"));
    return new TraceManifest(
        json.text("machine_id"),
        json.text("trace"),
        json.text("version"),
        startedAt,
        json.number("mono_ns"),
        zone(json.object("zone")),
        clock(clock),
        clock.flag("set"),
        host(json.object("host")),
        visibility(json),
        plan(json.object("plan")),
        columns(json),
        csv(json, settings),
        settings);
  }

  private static ZoneId zone(CheckedJson json) throws DamagedException {
    try {
      return ZoneId.of(json.text("name"));
    } catch (DateTimeException e) {
      throw new DamagedException("its zone is malformed", e);
    }
  }

  private static TickClock clock(CheckedJson json) throws DamagedException {
    long ticks = json.count("ticks_per_second");
    try {
      return new TickClock(
          Math.toIntExact(ticks), json.number("tick_zero_mono_ns"), json.instant("tick_zero_at"));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new DamagedException("its ticks_per_second is malformed", e);
    }
  }

  private static HostFacts host(CheckedJson json) throws DamagedException {
    return new HostFacts(
        json.text("system"),
        json.optionalText("release"),
        json.text("architecture"),
        json.integer("processors"),
        json.optionalCount("memory_bytes"),
        json.flag("container"),
        json.optionalText("boot_id"));
  }

  private static Visibility visibility(CheckedJson json) throws DamagedException {
    return new Visibility(
        switch (json.text("visibility")) {
          case "restricted" -> true;
          case "all" -> false;
          default -> throw CheckedJson.malformed("visibility");
        },
        json.text("hidepid"));
  }

  private static TraceManifest.Plan plan(CheckedJson json) throws DamagedException {
    return new TraceManifest.Plan(
        Duration.ofNanos(json.nanos("lead_s")),
        Duration.ofNanos(json.nanos("interval_s")),
        json.optionalCount("snapshots"),
        json.text("command_lines"),
        json.optionalText("key_id"));
  }

  private static List<NamedColumn> columns(CheckedJson json) throws DamagedException {
    List<NamedColumn> columns = new ArrayList<>();
    for (CheckedJson column : json.objects("columns")) {
      columns.add(new NamedColumn(column.text("name"), column.text("type"), column.text("unit")));
    }
    if (columns.isEmpty()) {
      throw CheckedJson.malformed("columns");
    }
    return columns;
  }

  private static Map<String, String> settings(CheckedJson json) throws DamagedException {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String key : json.keys()) {
      settings.put(key, json.text(key));
    }
    return settings;
  }

  /** Layout of the CSV files; early traces of format 1 have it among their settings. */
  private static CsvLayout csv(CheckedJson json, Map<String, String> settings)
      throws DamagedException {
    if (!json.has("csv")) {
      return new CsvLayout(
          !"false".equals(settings.get("header")),
          "gzip".equals(settings.get("compress")),
          "true".equals(settings.get("spreadsheet_safe")));
    }
    CheckedJson csv = json.object("csv");
    return new CsvLayout(
        csv.flag("header"),
        switch (csv.text("compression")) {
          case "gzip" -> true;
          case "none" -> false;
          default -> throw CheckedJson.malformed("csv");
        },
        csv.flag("spreadsheet_safe"));
  }

  /** Reads the manifest of a snapshot. */
  public static SnapshotManifest snapshot(InputStream in) throws IOException, DamagedException {
    CheckedJson json = CheckedJson.manifest(in, ManifestWriter.FORMAT);
    if (!json.flag("complete")) {
      throw CheckedJson.malformed("complete");
    }
    SnapshotFacts facts =
        new SnapshotFacts(
            json.count("number"),
            json.instant("started_at"),
            json.instant("finished_at"),
            json.number("mono_ns"),
            tally(json),
            visibility(json),
            windowReach(json.object("window_reach_s")),
            missed(json, "missed_before"),
            json.optionalDecimal("unaccounted_cpu_percent"),
            cost(json));
    FileSums sums = new FileSums(json.count("bytes"), json.text("sha256"), json.text("crc32c"));
    return new SnapshotManifest(json.text("snapshot"), facts, sums);
  }

  private static SnapshotTally tally(CheckedJson json) throws DamagedException {
    return new SnapshotTally(
        json.integer("listed"),
        json.integer("rows"),
        json.integer("vanished"),
        json.integer("unreadable"),
        json.integer("truncated"),
        json.integer("timed_out"),
        json.integer("unknown_states"),
        json.integer("redacted"));
  }

  private static Map<CpuWindow, Long> windowReach(CheckedJson json) throws DamagedException {
    Map<CpuWindow, Long> reach = new EnumMap<>(CpuWindow.class);
    for (CpuWindow window : CpuWindow.values()) {
      String key = "cpu_" + window.label();
      if (json.optionalDecimal(key).isPresent()) {
        reach.put(window, json.nanos(key));
      }
    }
    return reach;
  }

  private static RecorderCost cost(CheckedJson json) throws DamagedException {
    OptionalLong residentKib = json.optionalCount("self_rss_kb");
    return new RecorderCost(
        json.optionalNumber("self_cpu_ms"),
        residentKib.isPresent()
            ? OptionalLong.of(residentKib.getAsLong() * 1024)
            : OptionalLong.empty(),
        json.nanos("scan_ms") / TimeUnit.SECONDS.toMillis(1));
  }

  /** Reads {@code end.json}. */
  public static TraceEnd end(InputStream in) throws IOException, DamagedException {
    CheckedJson json = CheckedJson.manifest(in, ManifestWriter.FORMAT);
    return new TraceEnd(
        TraceEnd.Reason.ofLabel(json.text("reason"))
            .orElseThrow(() -> CheckedJson.malformed("reason")),
        json.instant("ended_at"),
        json.count("snapshots"),
        json.count("rows"),
        json.count("bytes"),
        json.integer("interrupted"),
        json.count("missed"),
        missed(json, "missed_since_last"));
  }

  /** Reads {@code expired.json}. */
  public static ExpiryRecord expiry(InputStream in) throws IOException, DamagedException {
    CheckedJson json = CheckedJson.manifest(in, ManifestWriter.FORMAT);
    List<NumberRange> numbers = new ArrayList<>();
    for (CheckedJson run : json.objects("numbers")) {
      numbers.add(range(run, "numbers"));
    }
    return new ExpiryRecord(json.count("snapshots"), numbers);
  }

  private static List<MissedSnapshots> missed(CheckedJson json, String key)
      throws DamagedException {
    List<MissedSnapshots> missed = new ArrayList<>();
    for (CheckedJson run : json.objects(key)) {
      NumberRange numbers = range(run, key);
      missed.add(
          new MissedSnapshots(
              numbers.first(), numbers.last(), MissedSnapshots.Reason.ofLabel(run.text("reason"))));
    }
    return missed;
  }

  private static NumberRange range(CheckedJson run, String key) throws DamagedException {
    try {
      return new NumberRange(run.count("first"), run.count("last"));
    } catch (IllegalArgumentException e) {
      throw new DamagedException("its " + key + " is malformed", e);
    }
  }
}
