package procsnap.adapters.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static procsnap.core.trace.SnapshotFactsBuilder.facts;
import static procsnap.core.trace.SnapshotRows.row;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import procsnap.adapters.format.csv.CsvTexts;
import procsnap.core.port.SnapshotStore.Draft;
import procsnap.core.port.StoreException;
import procsnap.core.trace.StoredSnapshot;
import procsnap.core.trace.TraceDescriptions;

/** Store that writes to a stream, such as standard output. */
final class StreamSnapshotStoreTest {

  private static final Instant START = CsvTexts.START;

  private static final class Recorded extends ByteArrayOutputStream {

    private boolean closed;

    @Override
    public void close() {
      closed = true;
    }
  }

  /** Fails every write, like a pipe whose reader has exited. */
  private static final class BrokenPipe extends OutputStream {

    @Override
    public void write(int b) throws IOException {
      throw new IOException("Broken pipe");
    }
  }

  @Test
  void writesTheCsvAndNothingElse() throws StoreException {
    Recorded out = new Recorded();
    StreamSnapshotStore store = new StreamSnapshotStore(out, CsvTexts.NO_HEADER);

    assertEquals("-", store.openTrace(TraceDescriptions.startedAt(START)));
    StoredSnapshot stored = publish(store);
    store.closeTrace(TraceDescriptions.stoppedAt(START, 1));

    String csv = "2026-11-22 10:15:00,1,process,,,,1970-01-01 00:00:00.000,,,,sleeping\n";
    assertEquals(csv, out.toString(StandardCharsets.UTF_8));
    assertEquals("-", stored.name());
    assertEquals(csv.length(), stored.bytes());
  }

  @Test
  void leavesTheStreamOpen() throws StoreException {
    Recorded out = new Recorded();
    StreamSnapshotStore store = new StreamSnapshotStore(out, CsvTexts.GZIP);
    store.openTrace(TraceDescriptions.startedAt(START));

    publish(store);
    store.closeTrace(TraceDescriptions.stoppedAt(START, 1));

    assertFalse(out.closed);
  }

  @Test
  void brokenStreamFailsPublishing() throws StoreException {
    StreamSnapshotStore store = new StreamSnapshotStore(new BrokenPipe(), CsvTexts.PLAIN);
    try (Draft draft = store.draft(START)) {
      draft.add(row(1).build());

      StoreException failure =
          assertThrows(StoreException.class, () -> draft.publish(facts().build()));

      assertEquals("cannot write to the stream: Broken pipe", failure.getMessage());
    }
  }

  @Test
  void unpublishedSnapshotWritesNothing() throws StoreException {
    Recorded out = new Recorded();
    StreamSnapshotStore store = new StreamSnapshotStore(out, CsvTexts.PLAIN);

    try (Draft draft = store.draft(START)) {
      draft.add(row(1).commandLine("x".repeat(1 << 20)).build());
    }

    assertEquals(0, out.size());
  }

  @Test
  void snapshotLargerThanTheBufferIsCompleteAndLeavesNoTemporaryFile() throws Exception {
    Recorded out = new Recorded();
    StreamSnapshotStore store = new StreamSnapshotStore(out, CsvTexts.PLAIN);
    Set<String> before = temporaryFiles();
    StoredSnapshot stored;
    try (Draft draft = store.draft(START)) {
      for (int pid = 1; pid <= 6; pid++) {
        draft.add(row(pid).commandLine("x".repeat(1 << 20)).build());
      }
      assertEquals(before.size() + 1, temporaryFiles().size());
      stored = draft.publish(facts().build());
    }

    assertEquals(out.size(), stored.bytes());
    assertEquals(7, out.toString(StandardCharsets.UTF_8).lines().count(), "a header and six rows");
    assertEquals(before, temporaryFiles());
  }

  private static Set<String> temporaryFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.startsWith("procsnap-") && name.endsWith(".csv"))
          .collect(Collectors.toSet());
    }
  }

  private static StoredSnapshot publish(StreamSnapshotStore store) throws StoreException {
    try (Draft draft = store.draft(START)) {
      draft.add(row(1).build());
      return draft.publish(facts().build());
    }
  }
}
