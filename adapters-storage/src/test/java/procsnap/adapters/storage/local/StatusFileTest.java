package procsnap.adapters.storage.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import procsnap.core.health.TraceStatus;
import procsnap.core.health.TraceStatus.LastSnapshot;
import procsnap.core.health.TraceStatus.LastUpload;
import procsnap.core.health.TraceStatus.UploadStatus;
import procsnap.core.upload.StoreState;

/** {@code status.json}: what is written is read, and what is malformed is no status. */
class StatusFileTest {

  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final LastUpload UPLOAD = new LastUpload("a/process.csv", START.plusSeconds(9));

  @TempDir private Path directory;

  @Test
  void eachStatusIsReadAsItWasWritten() throws IOException {
    TraceStatus least = status(Optional.empty(), Optional.empty(), Optional.empty());
    assertRoundTrip(least);
    for (StoreState state : StoreState.values()) {
      assertRoundTrip(full(state));
    }
    assertRoundTrip(
        status(
            Optional.empty(),
            Optional.empty(),
            Optional.of(
                new UploadStatus(
                    "gs://b", StoreState.HEALTHY, Optional.empty(), -5, Optional.empty()))));
  }

  @Test
  void keysAreThoseOfTheDocumentation() throws IOException {
    StatusFile.write(directory, full(StoreState.UNREACHABLE));
    JsonObject json = JsonParser.parseString(Files.readString(file())).getAsJsonObject();
    assertEquals(
        List.of(
            "pid",
            "started_at",
            "trace",
            "interval_ms",
            "next_mono_ns",
            "snapshots",
            "missed",
            "failure",
            "last",
            "upload",
            "self_cpu_ms",
            "self_rss_kb"),
        List.copyOf(json.keySet()));
    assertEquals("2026-03-01T10:00:00Z", json.get("started_at").getAsString());
    assertEquals(2_048, json.get("self_rss_kb").getAsLong());
    assertEquals(
        List.of("name", "at", "rows", "bytes", "scan_ms"),
        List.copyOf(json.getAsJsonObject("last").keySet()));
    JsonObject upload = json.getAsJsonObject("upload");
    assertEquals(
        List.of("store", "state", "problem", "since_mono_ns", "last_object", "last_at"),
        List.copyOf(upload.keySet()));
    assertEquals("unreachable", upload.get("state").getAsString());
  }

  @Test
  void withoutAFileThereIsNoStatus() throws IOException {
    assertEquals(Optional.empty(), StatusFile.read(directory));
    assertEquals(Optional.empty(), StatusFile.read(directory.resolve("missing")));
  }

  @Test
  void onlyARegularFileIsAStatus() throws Exception {
    StatusFile.write(directory, full(StoreState.HEALTHY));
    Files.move(file(), directory.resolve("elsewhere"));
    Files.createSymbolicLink(file(), directory.resolve("elsewhere"));
    assertEquals(Optional.empty(), StatusFile.read(directory));
    Files.delete(file());
    Files.createDirectory(file());
    assertEquals(Optional.empty(), StatusFile.read(directory));
    Files.delete(file());
    assertEquals(0, new ProcessBuilder("mkfifo", file().toString()).start().waitFor());
    assertEquals(Optional.empty(), StatusFile.read(directory));
  }

  @Test
  void malformedTextIsNoStatus() throws IOException {
    for (String text : List.of("", "{", "null", "[]", "{}", "1", "\"text\"", "\u0000")) {
      assertNoStatus(text);
    }
    Files.write(file(), new byte[] {(byte) 0xff, (byte) 0xfe});
    assertEquals(Optional.empty(), StatusFile.read(directory));
    assertNoStatus(" ".repeat(2 << 20));
  }

  /** Every value in turn is replaced by one of another kind, or by one that is out of range. */
  @Test
  void malformedValueIsNoStatus() throws IOException {
    JsonObject whole = StatusJson.of(full(StoreState.HEALTHY));
    for (String key : whole.keySet()) {
      for (String value : List.of("{}", "[1]", "null")) {
        JsonObject json = whole.deepCopy();
        json.add(key, JsonParser.parseString(value));
        assertNoStatus(json.toString());
      }
    }
    for (String part : List.of("last", "upload")) {
      for (String key : whole.getAsJsonObject(part).keySet()) {
        JsonObject json = whole.deepCopy();
        json.getAsJsonObject(part).add(key, JsonParser.parseString("[]"));
        assertNoStatus(json.toString());
      }
    }
    for (String key : List.of("pid", "started_at", "interval_ms", "snapshots", "self_rss_kb")) {
      JsonObject json = whole.deepCopy();
      json.addProperty(key, "soon");
      assertNoStatus(json.toString());
    }
    JsonObject json = whole.deepCopy();
    json.getAsJsonObject("upload").addProperty("state", "sleepy");
    assertNoStatus(json.toString());
  }

  @Test
  void missingRequiredKeyIsNoStatus() throws IOException {
    JsonObject whole = StatusJson.of(full(StoreState.HEALTHY));
    List<String> optional = List.of("failure", "last", "upload");
    for (String key : whole.keySet()) {
      JsonObject json = whole.deepCopy();
      JsonElement removed = json.remove(key);
      Files.writeString(file(), json.toString());
      assertEquals(
          optional.contains(key), StatusFile.read(directory).isPresent(), key + ": " + removed);
    }
  }

  private void assertRoundTrip(TraceStatus status) throws IOException {
    StatusFile.write(directory, status);
    assertEquals(Optional.of(status), StatusFile.read(directory));
  }

  private void assertNoStatus(String text) throws IOException {
    Files.writeString(file(), text);
    assertEquals(Optional.empty(), StatusFile.read(directory), text.strip());
  }

  private Path file() {
    return directory.resolve("status.json");
  }

  private static TraceStatus full(StoreState state) {
    return status(
        Optional.of("disk \"full\"\n"),
        Optional.of(
            new LastSnapshot("process.csv", START.plusSeconds(5), 7, 1_234, Duration.ofMillis(12))),
        Optional.of(
            new UploadStatus(
                "file:///store", state, Optional.of("no route"), 12_345, Optional.of(UPLOAD))));
  }

  private static TraceStatus status(
      Optional<String> failure, Optional<LastSnapshot> last, Optional<UploadStatus> upload) {
    return new TraceStatus(
        42,
        START,
        "machine/trace",
        Duration.ofMillis(300_500),
        987_654_321_000L,
        3,
        1,
        failure,
        last,
        upload,
        35,
        2 << 20);
  }
}
