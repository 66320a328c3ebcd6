package procsnap.adapters.storage.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import procsnap.adapters.storage.file.FileContent;
import procsnap.core.port.QueuedObject;
import procsnap.core.port.StoreException;
import procsnap.core.trace.TraceDescriptions;

/** Lines of the ledger of uploaded objects. */
class UploadLedgerTest {

  private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ";
  private static final String SUMS = ",\\d+,[0-9a-f]{64}";

  @TempDir private Path directory;

  private LocalTree tree;
  private Path ledger;
  private String manifest;

  @BeforeEach
  void recordATrace() throws IOException, StoreException {
    tree = new LocalTree(directory);
    tree.opened().closeTrace(TraceDescriptions.stoppedAt(LocalTree.START, 0));
    ledger = directory.resolve("uploads.csv");
    manifest = directory.relativize(tree.process().resolveSibling("manifest.json")).toString();
  }

  @AfterEach
  void release() {
    tree.close();
  }

  @Test
  void eachUploadedObjectHasALine() throws Exception {
    LocalUploadQueue queue = queue("s3://traces/deep");
    send(queue, manifest);
    send(queue, manifest.replace("manifest", "end"));

    List<String> lines = Files.readAllLines(ledger);
    assertEquals("time,object,bytes,sha256", lines.get(0));
    assertMatches(TIME + ",s3://traces/deep/" + manifest + SUMS, lines.get(1));
    assertMatches(TIME + ",s3://traces/deep/.*/end.json" + SUMS, lines.get(2));
    assertEquals(3, lines.size());
  }

  @Test
  void linesAreAppendedToThoseOfAnEarlierRun() throws Exception {
    Files.writeString(ledger, "time,object,bytes,sha256\nbefore\n");
    send(queue("file:///store/"), manifest);

    List<String> lines = Files.readAllLines(ledger);
    assertEquals("before", lines.get(1));
    assertMatches(TIME + ",file:///store/" + manifest + SUMS, lines.get(2));
  }

  @Test
  void commaInTheStoreUriIsEscaped() throws Exception {
    send(queue("file:///a,b"), manifest);

    assertMatches(TIME + ",file:///a%2Cb/" + manifest + SUMS, Files.readAllLines(ledger).get(1));
  }

  @Test
  void nameCannotForgeALine() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "text");
    new UploadLedger(directory, "s3://traces")
        .add("a,1,00\n2026-01-01T00:00:00Z,s3://\"x\",1,00", new FileContent(file));

    assertMatches(
        "time,object,bytes,sha256\n"
            + TIME
            + ",\"s3://traces/a,1,00\n2026-01-01T00:00:00Z,s3://\"\"x\"\",1,00\""
            + SUMS
            + "\n",
        Files.readString(ledger));
  }

  /** Opening it would wait for a reader that never comes. */
  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void pipeInPlaceOfTheLedgerHoldsNothingUp() throws Exception {
    assertEquals(0, new ProcessBuilder("mkfifo", ledger.toString()).start().waitFor());
    LocalUploadQueue queue = queue("s3://traces");
    send(queue, manifest);
    Files.delete(ledger);
    send(queue, manifest.replace("manifest", "end"));
    assertTrue(Files.readString(ledger).contains(",1 line missing: "));
  }

  @Test
  void missingLineIsReportedByTheNext() throws Exception {
    Files.createDirectory(ledger);
    LocalUploadQueue queue = queue("s3://traces");
    send(queue, manifest);
    Files.delete(ledger);
    send(queue, manifest.replace("manifest", "end"));

    List<String> lines = Files.readAllLines(ledger);
    assertMatches(TIME + ",1 line missing: disk full,,", lines.get(1));
    assertMatches(TIME + ",s3://traces/.*/end.json" + SUMS, lines.get(2));
  }

  @Test
  void objectConfirmedWithoutReadingHasNoLine() throws Exception {
    object(queue("s3://traces"), manifest).confirm();

    assertTrue(Files.notExists(ledger));
  }

  private static void send(LocalUploadQueue queue, String name) throws StoreException {
    QueuedObject object = object(queue, name);
    object.content();
    object.confirm();
  }

  private static QueuedObject object(LocalUploadQueue queue, String name) throws StoreException {
    return queue.oldest(100, any -> false).stream()
        .flatMap(publication -> publication.objects().stream())
        .filter(object -> object.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private LocalUploadQueue queue(String store) throws StoreException {
    return new LocalUploadQueue(tree.directory(), "linux_trace_v3_test", false, store);
  }

  private static void assertMatches(String pattern, String line) {
    assertTrue(line.matches(pattern), line);
  }
}
