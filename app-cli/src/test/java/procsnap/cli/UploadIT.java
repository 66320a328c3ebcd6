package procsnap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Complete snapshots reach their store once, whatever happens; here it is a directory. */
class UploadIT {

  @TempDir private Path directory;

  private Path bucket;
  private String store;

  @BeforeEach
  void mount() throws IOException {
    bucket = Files.createDirectory(directory.resolve("bucket"));
    store = "--store=" + bucket.toUri();
  }

  @Test
  void everySnapshotIsUploadedAndNothingStays() {
    Packaged program =
        Packaged.run(directory, "trace", "--interval=1s", "--snapshots=3", "--output=out", store);
    assertEquals(0, program.exitCode(), program::standardError);
    assertEquals(3, Packaged.snapshots(bucket).size());
    assertEquals(5, Packaged.files(bucket, ".json").size());
    assertEquals(List.of(), Packaged.files(directory.resolve("out/linux_trace_v3_test"), ""));
  }

  @Test
  void whatIsKeptIsByteForByteWhatWasUploaded() throws IOException {
    Packaged program =
        Packaged.run(
            directory,
            "trace",
            "--snapshots=1",
            "--output=out",
            "--compress=gzip",
            "--keep-local",
            store);
    assertEquals(0, program.exitCode(), program::standardError);
    assertEquals(contents(directory.resolve("out/uploaded")), contents(bucket));
    assertEquals(4, contents(bucket).size());
  }

  @Test
  void whatCouldNotBeUploadedWaitsAndIsToldAndSentLater() throws IOException {
    Files.delete(bucket);
    Packaged trace =
        Packaged.run(directory, "trace", "--interval=1s", "--snapshots=2", "--output=out", store);
    assertEquals(4, trace.exitCode(), trace::standardError);
    assertTrue(
        trace
            .standardError()
            .contains(
                "4 uploads pending; to upload: procsnap upload --output out --store file://"));
    assertEquals(
        1,
        trace
            .standardError()
            .lines()
            .filter(line -> line.contains("store rejected the upload"))
            .count());
    Map<String, String> waiting = contents(directory.resolve("out/linux_trace_v3_test"));
    assertEquals(6, waiting.size());

    Files.createDirectory(bucket);
    Packaged upload = Packaged.run(directory, "upload", "--output=out", store);
    assertEquals(0, upload.exitCode(), upload::standardError);
    assertTrue(upload.standardError().contains("uploaded 6 objects"), upload::standardError);
    assertEquals(waiting, contents(bucket.resolve("linux_trace_v3_test")));
    assertEquals(
        0,
        Packaged.run(directory, "upload", "--output=out", store).exitCode(),
        "again: nothing to do");
  }

  @Test
  void nextTraceSendsWhatTheLastOneLeft() {
    Packaged.run(directory, "trace", "--snapshots=1", "--output=out");
    Packaged program = Packaged.run(directory, "trace", "--snapshots=1", "--output=out", store);
    assertEquals(0, program.exitCode(), program::standardError);
    assertEquals(2, Packaged.snapshots(bucket).size());
  }

  /** Killed at whatever instant: what was recorded is there in the end, once and whole. */
  @Test
  void killedAgainAndAgainNothingIsLost() throws IOException {
    Path out = directory.resolve("out");
    for (int kill = 0; kill < 5; kill++) {
      Packaged trace = Packaged.start(directory, "trace", "--interval=1s", "--output=out", store);
      int before = Packaged.snapshots(bucket).size();
      Packaged.await("an upload", () -> Packaged.snapshots(bucket).size() > before);
      trace.signal("KILL");
      assertEquals(137, trace.exitCode());
    }
    Packaged upload = Packaged.run(directory, "upload", "--output=out", store);
    assertEquals(0, upload.exitCode(), upload::standardError);
    assertEquals(List.of(), Packaged.files(out.resolve("linux_trace_v3_test"), ".json"));
    List<Path> snapshots = Packaged.snapshots(bucket);
    assertTrue(snapshots.size() >= 5);
    for (Path csv : snapshots) {
      assertEquals(
          Packaged.manifest(csv).get("sha256").getAsString(), Packaged.sha256(Packaged.bytes(csv)));
    }
  }

  /** What each file below a directory holds. */
  private static Map<String, String> contents(Path below) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    for (Path file : Packaged.files(below, "")) {
      if (!file.getFileName().toString().startsWith(".")) {
        contents.put(
            below.relativize(file).toString().replaceFirst("^linux_trace_v3_test/", ""),
            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    return contents;
  }
}
