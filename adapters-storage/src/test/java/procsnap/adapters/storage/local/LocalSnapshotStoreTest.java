package procsnap.adapters.storage.local;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static procsnap.core.trace.SnapshotFactsBuilder.facts;
import static procsnap.core.trace.SnapshotRows.row;

import com.google.gson.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32C;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import procsnap.adapters.format.csv.CsvTexts;
import procsnap.core.port.SnapshotStore;
import procsnap.core.port.SnapshotStore.Draft;
import procsnap.core.port.StoreException;
import procsnap.core.trace.StoredSnapshot;
import procsnap.core.trace.TraceDescriptions;

/** Layout and names of the local store, also if the first name is taken. */
final class LocalSnapshotStoreTest {

  private static final String CSV = "process_20261122_101500_123.csv";
  private static final String MANIFEST = "process_20261122_101500_123.json";
  private static final String CSV_2 = "process_20261122_101500_123_2.csv";
  private static final String MANIFEST_2 = "process_20261122_101500_123_2.json";

  @TempDir private Path directory;
  private LocalTree tree;

  @BeforeEach
  void hold() throws IOException {
    tree = new LocalTree(directory);
  }

  @AfterEach
  void release() throws IOException {
    tree.close();
  }

  @Test
  void traceIsATreeOfManifestSnapshotsAndEnd() throws Exception {
    SnapshotStore store = tree.store(CsvTexts.PLAIN);

    assertEquals(
        tree.trace().toString(), store.openTrace(TraceDescriptions.startedAt(LocalTree.START)));
    assertEquals(Set.of("manifest.json", "process"), LocalTree.names(tree.trace()));

    LocalTree.publish(store, LocalTree.START);
    store.closeTrace(TraceDescriptions.stoppedAt(LocalTree.START, 1));

    assertEquals(Set.of("manifest.json", "process", "end.json"), LocalTree.names(tree.trace()));
    assertEquals(Set.of(CSV, MANIFEST), LocalTree.names(tree.process()));
    JsonObject manifest = LocalTree.json(tree.trace().resolve("manifest.json"));
    assertEquals(LocalTree.STAMP, manifest.get("trace").getAsString());
    assertEquals(LocalTree.MACHINE_ID, manifest.get("machine_id").getAsString());
  }

  @Test
  void namesUseTheConfiguredZone() throws Exception {
    SnapshotStore store = tree.store(CsvTexts.in("Asia/Kolkata"));
    store.openTrace(TraceDescriptions.startedAt(LocalTree.START));

    assertEquals(
        "process_20261122_154500_123.csv", LocalTree.publish(store, LocalTree.START).name());
    assertEquals(Set.of("20261122_154500_123"), LocalTree.names(tree.machine()));
  }

  @Test
  void existingFileIsNeverOverwritten() throws Exception {
    SnapshotStore store = tree.opened();
    Files.writeString(tree.process().resolve(CSV), "theirs");
    Files.writeString(tree.process().resolve(CSV_2), "theirs too");

    String name = LocalTree.publish(store, LocalTree.START).name();

    assertEquals("process_20261122_101500_123_3.csv", name);
    assertEquals("theirs", Files.readString(tree.process().resolve(CSV)));
    assertEquals("theirs too", Files.readString(tree.process().resolve(CSV_2)));
    assertEquals(
        Set.of(CSV, CSV_2, name, "process_20261122_101500_123_3.json"),
        LocalTree.names(tree.process()));
  }

  @Test
  void manifestWithoutCsvTakesTheName() throws Exception {
    SnapshotStore store = tree.opened();
    Files.writeString(tree.process().resolve(MANIFEST), "theirs");

    assertEquals(CSV_2, LocalTree.publish(store, LocalTree.START).name());

    assertEquals("theirs", Files.readString(tree.process().resolve(MANIFEST)));
    assertEquals(Set.of(MANIFEST, CSV_2, MANIFEST_2), LocalTree.names(tree.process()));
    assertEquals(
        CSV_2, LocalTree.json(tree.process().resolve(MANIFEST_2)).get("snapshot").getAsString());
  }

  @Test
  void danglingLinkTakesTheNameAndIsNotFollowed() throws Exception {
    SnapshotStore store = tree.opened();
    Path elsewhere = directory.resolve("elsewhere");
    Files.createSymbolicLink(tree.process().resolve(CSV), elsewhere);
    Files.createSymbolicLink(tree.process().resolve(MANIFEST_2), elsewhere);

    assertEquals(
        "process_20261122_101500_123_3.csv", LocalTree.publish(store, LocalTree.START).name());
    assertTrue(Files.notExists(elsewhere));
  }

  @Test
  void traceOfTheSameInstantGetsItsOwnDirectory() throws Exception {
    tree.opened();
    byte[] first = Files.readAllBytes(tree.trace().resolve("manifest.json"));

    String second =
        tree.store(CsvTexts.PLAIN).openTrace(TraceDescriptions.startedAt(LocalTree.START));

    assertEquals(tree.machine().resolve(LocalTree.STAMP + "_2").toString(), second);
    assertArrayEquals(first, Files.readAllBytes(tree.trace().resolve("manifest.json")));
    assertEquals(
        LocalTree.STAMP + "_2",
        LocalTree.json(Path.of(second, "manifest.json")).get("trace").getAsString());
  }

  @Test
  void fileAtTheNameOfTheTraceDirectoryStays() throws Exception {
    Files.createDirectories(tree.machine());
    Files.writeString(tree.trace(), "theirs");

    String trace =
        tree.store(CsvTexts.PLAIN).openTrace(TraceDescriptions.startedAt(LocalTree.START));

    assertEquals(tree.machine().resolve(LocalTree.STAMP + "_2").toString(), trace);
    assertEquals("theirs", Files.readString(tree.trace()));
  }

  @Test
  void secondEndOfATraceIsRefused() throws Exception {
    SnapshotStore store = tree.opened();
    store.closeTrace(TraceDescriptions.stoppedAt(LocalTree.START, 1));

    assertThrows(
        StoreException.class,
        () -> store.closeTrace(TraceDescriptions.stoppedAt(LocalTree.START, 2)));

    assertEquals(1, LocalTree.json(tree.trace().resolve("end.json")).get("snapshots").getAsInt());
    assertEquals(Set.of("manifest.json", "process", "end.json"), LocalTree.names(tree.trace()));
  }

  @Test
  void manifestRecordsSizeAndHashesOfTheCompressedFile() throws Exception {
    SnapshotStore store = tree.store(CsvTexts.GZIP);
    store.openTrace(TraceDescriptions.startedAt(LocalTree.START));
    String commandLine = "java " + "-Dkey=value ".repeat(10_000);
    StoredSnapshot stored;
    try (Draft draft = store.draft(LocalTree.START)) {
      draft.add(row(1).commandLine(commandLine).build());
      stored = draft.publish(facts().startedAt(LocalTree.START).rows(1).build());
    }

    assertEquals(CSV + ".gz", stored.name());
    byte[] kept = Files.readAllBytes(tree.process().resolve(stored.name()));
    JsonObject manifest = LocalTree.json(tree.process().resolve(MANIFEST));
    CRC32C crc32c = new CRC32C();
    crc32c.update(kept);
    assertEquals(CSV + ".gz", manifest.get("snapshot").getAsString());
    assertEquals(kept.length, manifest.get("bytes").getAsLong());
    assertEquals(
        HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(kept)),
        manifest.get("sha256").getAsString());
    assertEquals(String.format("%08x", crc32c.getValue()), manifest.get("crc32c").getAsString());
    assertTrue(kept.length < commandLine.length() / 10, "it is not compressed");
    try (GZIPInputStream gunzip = new GZIPInputStream(new ByteArrayInputStream(kept))) {
      assertArrayEquals(
          CsvTexts.write(CsvTexts.PLAIN, List.of(row(1).commandLine(commandLine).build())),
          gunzip.readAllBytes());
    }
  }
}
