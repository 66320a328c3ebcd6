package procsnap.adapters.storage.local;

import static procsnap.core.trace.SnapshotFactsBuilder.facts;
import static procsnap.core.trace.SnapshotRows.row;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import procsnap.adapters.format.ContentDigest;
import procsnap.adapters.format.csv.CsvOptions;
import procsnap.core.archive.FileSums;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.SnapshotStore;
import procsnap.core.port.SnapshotStore.Draft;
import procsnap.core.port.StoreException;
import procsnap.core.trace.MissedSnapshots;
import procsnap.core.trace.TraceDescriptions;

/** Trace of six snapshots of three rows each, 300 s apart, for tests to damage. */
final class SixSnapshots {

  static final int COUNT = 6;

  private final Path directory;
  private final Path process;

  private SixSnapshots(Path directory, Path process) {
    this.directory = directory;
    this.process = process;
  }

  static SixSnapshots recorded(Path directory, CsvOptions csv) throws IOException, StoreException {
    try (LocalTree tree = new LocalTree(directory)) {
      SnapshotStore store = tree.store(csv);
      Map<String, String> settings = Map.of("header", Boolean.toString(csv.header()));
      store.openTrace(TraceDescriptions.startedAt(LocalTree.START, settings));
      for (int number = 0; number < COUNT; number++) {
        take(store, number);
      }
      store.closeTrace(TraceDescriptions.stoppedAt(LocalTree.START, COUNT));
      return new SixSnapshots(directory, tree.process());
    }
  }

  static void take(SnapshotStore store, int number, MissedSnapshots... missed)
      throws StoreException {
    Instant start = LocalTree.START.plusSeconds(300L * number);
    try (Draft draft = store.draft(start)) {
      for (int pid = 1; pid <= 3; pid++) {
        draft.add(row(pid).commandLine("line " + number + "\n\"quoted\", and more").build());
      }
      draft.publish(facts().number(number).startedAt(start).rows(3).missedBefore(missed).build());
    }
  }

  /** Directory of the trace. */
  Path trace() {
    return process.resolve("..").normalize();
  }

  List<String> findings() throws ObjectStoreException {
    return VerifiedTree.of(directory).findings();
  }

  /** File in the directory of the snapshots. */
  Path file(String name) {
    return process.resolve(name);
  }

  Path snapshot(int number, String extension) {
    return process.resolve(name(number, extension));
  }

  static String name(int number, String extension) {
    int minute = 15 + 5 * number;
    return String.format("process_20261122_10%02d00_123%s", minute, extension);
  }

  static void remove(Path... files) throws IOException {
    for (Path file : files) {
      Files.delete(file);
    }
  }

  static void rewrite(Path csv, String text) throws IOException {
    rewrite(csv, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Rewrites a CSV and updates size and checksums in its manifest. */
  static void rewrite(Path csv, byte[] bytes) throws IOException {
    Files.write(csv, bytes);
    ContentDigest digest = new ContentDigest(OutputStream.nullOutputStream());
    digest.write(bytes, 0, bytes.length);
    FileSums sums = digest.sums();
    Path manifest = Path.of(csv.toString().replaceFirst("\\.csv$", ".json"));
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replaceFirst("\"bytes\": \\d+", "\"bytes\": " + sums.bytes())
            .replaceFirst("\"sha256\": \"\\w+\"", "\"sha256\": \"" + sums.sha256() + "\"")
            .replaceFirst("\"crc32c\": \"\\w+\"", "\"crc32c\": \"" + sums.crc32c() + "\""));
  }
}
