package procsnap.adapters.storage.local;

import static procsnap.core.trace.SnapshotFactsBuilder.facts;
import static procsnap.core.trace.SnapshotRows.row;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import procsnap.adapters.format.csv.CsvOptions;
import procsnap.adapters.format.csv.CsvTexts;
import procsnap.core.port.SnapshotStore;
import procsnap.core.port.SnapshotStore.Draft;
import procsnap.core.port.StoreException;
import procsnap.core.trace.StoredSnapshot;
import procsnap.core.trace.TraceDescriptions;

/** Locked output directory for tests, with one trace and a view of its files. */
public final class LocalTree implements Closeable {

  static final Instant START = CsvTexts.START;
  static final String STAMP = "20261122_101500_123";

  /** No minimum of free space. */
  static final FreeSpace NO_MINIMUM = new FreeSpace(0, 1);

  static final String MACHINE_ID = "0123456789ABCDEF";

  private final OutputDirectory directory;

  LocalTree(Path path) throws IOException {
    directory = OutputDirectory.hold(path).orElseThrow();
  }

  SnapshotStore store(CsvOptions csv) {
    return store(csv, NO_MINIMUM);
  }

  SnapshotStore store(CsvOptions csv, FreeSpace minFreeSpace) {
    return new LocalSnapshotStore(
        directory, "linux_trace_v3_test", MACHINE_ID, "1.2.3", csv, () -> minFreeSpace);
  }

  /** Store with a trace opened at {@link #START}. */
  SnapshotStore opened() throws StoreException {
    SnapshotStore store = store(CsvTexts.PLAIN);
    store.openTrace(TraceDescriptions.startedAt(START));
    return store;
  }

  OutputDirectory directory() {
    return directory;
  }

  Path machine() {
    return directory.path().resolve("linux_trace_v3_test").resolve(MACHINE_ID);
  }

  Path trace() {
    return machine().resolve(STAMP);
  }

  /** Directory of the snapshots. */
  Path process() {
    return trace().resolve("process");
  }

  /** Publishes a snapshot of one row, numbered at an interval of 300 s. */
  static StoredSnapshot publish(SnapshotStore store, Instant startedAt) throws StoreException {
    try (Draft draft = store.draft(startedAt)) {
      draft.add(row(1).build());
      long number = Duration.between(START, startedAt).toSeconds() / 300;
      return draft.publish(facts().number(number).startedAt(startedAt).rows(1).build());
    }
  }

  /** Names of the entries of a directory; none if it does not exist. */
  public static Set<String> names(Path directory) throws IOException {
    Set<String> names = new TreeSet<>();
    if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      try (Stream<Path> files = Files.list(directory)) {
        files.map(file -> String.valueOf(file.getFileName())).forEach(names::add);
      }
    }
    return names;
  }

  static JsonObject json(Path file) throws IOException {
    return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
  }

  @Override
  public void close() {
    directory.close();
  }
}
