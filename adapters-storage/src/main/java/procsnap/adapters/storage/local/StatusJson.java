package procsnap.adapters.storage.local;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import procsnap.adapters.format.manifest.CheckedJson;
import procsnap.core.archive.DamagedException;
import procsnap.core.health.TraceStatus;
import procsnap.core.health.TraceStatus.LastSnapshot;
import procsnap.core.health.TraceStatus.LastUpload;
import procsnap.core.health.TraceStatus.UploadStatus;
import procsnap.core.upload.StoreState;

/** The status of a trace as JSON. What is absent has no key; times of day are UTC, in seconds. */
public final class StatusJson {

  private static final int KIB = 1024;

  private StatusJson() {}

  /** Writes a status. */
  public static JsonObject of(TraceStatus status) {
    JsonObject json = new JsonObject();
    json.addProperty("pid", status.pid());
    json.addProperty("started_at", time(status.startedAt()));
    json.addProperty("trace", status.trace());
    json.addProperty("interval_ms", status.interval().toMillis());
    json.addProperty("next_mono_ns", status.nextSnapshotNanos());
    json.addProperty("snapshots", status.snapshots());
    json.addProperty("missed", status.missed());
    status.failure().ifPresent(failure -> json.addProperty("failure", failure));
    status.last().ifPresent(last -> json.add("last", of(last)));
    status.upload().ifPresent(upload -> json.add("upload", of(upload)));
    json.addProperty("self_cpu_ms", status.cpuMillis());
    json.addProperty("self_rss_kb", status.residentBytes() / KIB);
    return json;
  }

  private static JsonObject of(LastSnapshot last) {
    JsonObject json = new JsonObject();
    json.addProperty("name", last.name());
    json.addProperty("at", time(last.startedAt()));
    json.addProperty("rows", last.rows());
    json.addProperty("bytes", last.bytes());
    json.addProperty("scan_ms", last.scanTime().toMillis());
    return json;
  }

  private static JsonObject of(UploadStatus upload) {
    JsonObject json = new JsonObject();
    json.addProperty("store", upload.store());
    json.addProperty("state", upload.state().label());
    upload.problem().ifPresent(problem -> json.addProperty("problem", problem));
    json.addProperty("since_mono_ns", upload.sinceNanos());
    upload
        .last()
        .ifPresent(
            last -> {
              json.addProperty("last_object", last.object());
              json.addProperty("last_at", time(last.at()));
            });
    return json;
  }

  /** Reads a status. */
  static TraceStatus parse(CheckedJson json) throws DamagedException {
    return new TraceStatus(
        json.number("pid"),
        json.instant("started_at"),
        json.text("trace"),
        Duration.ofMillis(json.count("interval_ms")),
        json.number("next_mono_ns"),
        json.count("snapshots"),
        json.count("missed"),
        text(json, "failure"),
        json.has("last") ? Optional.of(snapshot(json.object("last"))) : Optional.empty(),
        json.has("upload") ? Optional.of(upload(json.object("upload"))) : Optional.empty(),
        json.count("self_cpu_ms"),
        json.count("self_rss_kb") * KIB);
  }

  private static LastSnapshot snapshot(CheckedJson json) throws DamagedException {
    return new LastSnapshot(
        json.text("name"),
        json.instant("at"),
        json.count("rows"),
        json.count("bytes"),
        Duration.ofMillis(json.count("scan_ms")));
  }

  private static UploadStatus upload(CheckedJson json) throws DamagedException {
    return new UploadStatus(
        json.text("store"),
        state(json.text("state")),
        text(json, "problem"),
        json.number("since_mono_ns"),
        json.has("last_object")
            ? Optional.of(new LastUpload(json.text("last_object"), json.instant("last_at")))
            : Optional.empty());
  }

  private static StoreState state(String label) throws DamagedException {
    for (StoreState state : StoreState.values()) {
      if (state.label().equals(label)) {
        return state;
      }
    }
    throw new DamagedException("its state is malformed");
  }

  private static Optional<String> text(CheckedJson json, String key) throws DamagedException {
    return json.has(key) ? Optional.of(json.text(key)) : Optional.empty();
  }

  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
