package procsnap.adapters.format.manifest;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import procsnap.core.archive.CsvLayout;
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

/**
 * Writes the JSON files of a trace. Times are UTC with milliseconds; unknown values are null. See
 * docs/format.md.
 */
public final class ManifestWriter {

  static final int FORMAT = 1;

  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().serializeNulls().disableHtmlEscaping().create();
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private ManifestWriter() {}

  /** Text of {@code manifest.json}. */
  public static String trace(TraceManifest trace) {
    JsonObject json = new JsonObject();
    json.addProperty("format", FORMAT);
    json.addProperty("tool", "procsnap");
    json.addProperty("version", trace.version());
    json.addProperty("machine_id", trace.machineId());
    json.addProperty("trace", trace.trace());
    json.addProperty("started_at", UTC.format(trace.startedAt()));
    json.addProperty("mono_ns", trace.monotonicNanos());
    json.add("zone", zone(trace.zone(), trace.startedAt()));
    json.add("clock", clock(trace.clock(), trace.clockSet()));
    json.add("host", host(trace.host()));
    addVisibility(json, trace.visibility());
    json.add("plan", plan(trace.plan()));
    json.add("csv", csv(trace.csv()));
    json.add("columns", columns(trace.columns()));
    JsonObject settings = new JsonObject();
    trace.settings().forEach(settings::addProperty);
    json.add("settings", settings);
    return text(json);
  }

  /** Text of a snapshot's manifest. */
  public static String snapshot(SnapshotManifest manifest) {
    SnapshotFacts facts = manifest.facts();
    FileSums sums = manifest.sums();
    JsonObject json = new JsonObject();
    json.addProperty("format", FORMAT);
    json.addProperty("snapshot", manifest.file());
    json.addProperty("complete", true);
    json.addProperty("number", facts.number());
    json.addProperty("started_at", UTC.format(facts.startedAt()));
    json.addProperty("finished_at", UTC.format(facts.finishedAt()));
    json.addProperty("mono_ns", facts.monotonicNanos());
    json.addProperty("rows", facts.tally().rows());
    json.addProperty("bytes", sums.bytes());
    json.addProperty("sha256", sums.sha256());
    json.addProperty("crc32c", sums.crc32c());
    addTally(json, facts.tally());
    addVisibility(json, facts.visibility());
    json.add("window_reach_s", windowReach(facts.windowReachNanos()));
    json.add("missed_before", missed(facts.missedBefore()));
    json.add(
        "unaccounted_cpu_percent",
        facts.unaccountedCpuPercent().isPresent()
            ? decimal(facts.unaccountedCpuPercent().getAsDouble(), 2)
            : JsonNull.INSTANCE);
    addCost(json, facts.cost());
    return text(json);
  }

  private static void addTally(JsonObject json, SnapshotTally tally) {
    json.addProperty("listed", tally.listed());
    json.addProperty("vanished", tally.vanished());
    json.addProperty("unreadable", tally.unreadable());
    json.addProperty("truncated", tally.truncated());
    json.addProperty("timed_out", tally.timedOut());
    json.addProperty("unknown_states", tally.unknownStates());
    json.addProperty("redacted", tally.redacted());
  }

  private static void addCost(JsonObject json, RecorderCost cost) {
    json.add("self_cpu_ms", number(cost.cpuMillis()));
    json.add(
        "self_rss_kb",
        cost.residentBytes().isPresent()
            ? new JsonPrimitive(cost.residentBytes().getAsLong() / 1024)
            : JsonNull.INSTANCE);
    json.add("scan_ms", decimal(cost.scanNanos() / 1e6, 1));
  }

  /** Text of {@code end.json}. */
  public static String end(TraceEnd end) {
    JsonObject json = new JsonObject();
    json.addProperty("format", FORMAT);
    json.addProperty("reason", end.reason().label());
    json.addProperty("ended_at", UTC.format(end.endedAt()));
    json.addProperty("snapshots", end.snapshots());
    json.addProperty("rows", end.rows());
    json.addProperty("bytes", end.bytes());
    json.addProperty("interrupted", end.interrupted());
    json.addProperty("missed", end.missed());
    json.add("missed_since_last", missed(end.missedSinceLast()));
    return text(json);
  }

  /** Text of {@code expired.json}. */
  public static String expiry(ExpiryRecord expiry) {
    JsonObject json = new JsonObject();
    json.addProperty("format", FORMAT);
    json.addProperty("snapshots", expiry.snapshots());
    JsonArray numbers = new JsonArray();
    for (NumberRange run : expiry.numbers()) {
      numbers.add(range(run));
    }
    json.add("numbers", numbers);
    return text(json);
  }

  private static JsonObject csv(CsvLayout csv) {
    JsonObject json = new JsonObject();
    json.addProperty("header", csv.header());
    json.addProperty("compression", csv.gzip() ? "gzip" : "none");
    json.addProperty("spreadsheet_safe", csv.spreadsheetSafe());
    return json;
  }

  private static JsonObject range(NumberRange run) {
    JsonObject json = new JsonObject();
    json.addProperty("first", run.first());
    json.addProperty("last", run.last());
    return json;
  }

  private static JsonObject zone(ZoneId zone, Instant at) {
    JsonObject json = new JsonObject();
    json.addProperty("name", zone.getId());
    json.addProperty("offset", zone.getRules().getOffset(at).getId().replace("Z", "+00:00"));
    return json;
  }

  private static JsonObject clock(TickClock clock, boolean isSet) {
    JsonObject json = new JsonObject();
    json.addProperty("set", isSet);
    json.addProperty("ticks_per_second", clock.ticksPerSecond());
    json.addProperty("tick_zero_at", UTC.format(clock.zeroInstant()));
    json.addProperty("tick_zero_mono_ns", clock.zeroNanos());
    return json;
  }

  private static JsonObject host(HostFacts host) {
    JsonObject json = new JsonObject();
    json.addProperty("system", host.system());
    json.add("release", string(host.release()));
    json.addProperty("architecture", host.architecture());
    json.addProperty("processors", host.processors());
    json.add("memory_bytes", number(host.memoryBytes()));
    json.addProperty("container", host.container());
    json.add("boot_id", string(host.bootId()));
    return json;
  }

  private static JsonObject plan(TraceManifest.Plan plan) {
    JsonObject json = new JsonObject();
    json.add("lead_s", seconds(plan.lead().toNanos()));
    json.add("interval_s", seconds(plan.interval().toNanos()));
    json.add("snapshots", number(plan.snapshots()));
    json.addProperty("command_lines", plan.commandLines());
    json.add("key_id", string(plan.keyId()));
    return json;
  }

  private static JsonArray columns(List<NamedColumn> columns) {
    JsonArray json = new JsonArray();
    for (NamedColumn column : columns) {
      JsonObject one = new JsonObject();
      one.addProperty("name", column.name());
      one.addProperty("type", column.type());
      one.addProperty("unit", column.unit());
      json.add(one);
    }
    return json;
  }

  private static void addVisibility(JsonObject json, Visibility visibility) {
    json.addProperty("visibility", visibility.restricted() ? "restricted" : "all");
    json.addProperty("hidepid", visibility.hidepid());
  }

  private static JsonObject windowReach(Map<CpuWindow, Long> reachNanos) {
    JsonObject json = new JsonObject();
    for (CpuWindow window : CpuWindow.values()) {
      Long reach = reachNanos.get(window);
      json.add("cpu_" + window.label(), reach == null ? JsonNull.INSTANCE : seconds(reach));
    }
    return json;
  }

  private static JsonArray missed(List<MissedSnapshots> missed) {
    JsonArray json = new JsonArray();
    for (MissedSnapshots run : missed) {
      JsonObject one = range(run.numbers());
      one.addProperty("reason", run.reason().label());
      json.add(one);
    }
    return json;
  }

  private static JsonElement string(Optional<String> text) {
    return text.<JsonElement>map(JsonPrimitive::new).orElse(JsonNull.INSTANCE);
  }

  private static JsonElement number(OptionalLong number) {
    return number.isPresent() ? new JsonPrimitive(number.getAsLong()) : JsonNull.INSTANCE;
  }

  private static JsonPrimitive seconds(long nanos) {
    return decimal((double) nanos / TimeUnit.SECONDS.toNanos(1), 3);
  }

  /** Decimal number without an exponent. */
  private static JsonPrimitive decimal(double value, int digits) {
    return new JsonPrimitive(BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP));
  }

  private static String text(JsonObject json) {
    return GSON.toJson(json) + "\n";
  }
}
