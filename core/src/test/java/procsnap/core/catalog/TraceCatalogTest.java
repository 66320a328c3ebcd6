package procsnap.core.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import procsnap.core.port.InMemoryObjectStore;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.retry.RetryingReads;
import procsnap.core.time.FakeTime;
import procsnap.core.time.StopSignal;
import procsnap.core.trace.TraceFile;

/** Which traces are found where, and in which order their files come. */
final class TraceCatalogTest {

  private static final String FIRST = "root/a/20261122_101500_123";
  private static final String SECOND = "root/a/20261122_101500_123_2";

  private final InMemoryObjectStore store = new InMemoryObjectStore();

  @Test
  void emptyStoreHasNoTrace() throws ObjectStoreException {
    assertTrue(catalog().next().isEmpty());
  }

  @Test
  void filesOfATraceComeTogetherThoughAnotherSharesItsName() throws ObjectStoreException {
    put(FIRST + "/manifest.json", FIRST + "/end.json", FIRST + "/process/process_X.json");
    put(SECOND + "/manifest.json", SECOND + "/process/process_X.json");

    assertEquals(
        List.of(
            FIRST + ": end.json manifest.json process/process_X.json",
            SECOND + ": manifest.json process/process_X.json"),
        traces());
  }

  @Test
  void foreignFilesAreNotPartOfAnyTrace() throws ObjectStoreException {
    put("a.txt", "web/manifest.json", FIRST + "/notes.txt", FIRST + "/manifest.json", "z/z.txt");

    assertEquals(List.of(FIRST + ": manifest.json"), traces());
  }

  @Test
  void traceMayBeWhereTheStoreBegins() throws ObjectStoreException {
    put("manifest.json", "process/process_X.json");

    assertEquals(List.of(": manifest.json process/process_X.json"), traces());
  }

  @Test
  void filesThatAreLeftArePassedOver() throws ObjectStoreException {
    put(FIRST + "/manifest.json", FIRST + "/process/process_X.json", SECOND + "/manifest.json");
    TraceCatalog catalog = catalog();

    assertEquals(FIRST, catalog.next().orElseThrow().path());
    assertEquals(SECOND, catalog.next().orElseThrow().path());
    assertTrue(catalog.next().isEmpty());
    assertTrue(catalog.next().isEmpty(), "it stays at the end");
  }

  private List<String> traces() throws ObjectStoreException {
    List<String> traces = new ArrayList<>();
    TraceCatalog catalog = catalog();
    for (var trace = catalog.next(); trace.isPresent(); trace = catalog.next()) {
      List<String> files = new ArrayList<>();
      for (var file = trace.get().nextFile(); file.isPresent(); file = trace.get().nextFile()) {
        files.add(file.map(TraceFile::pathInTrace).orElseThrow());
      }
      traces.add(trace.get().path() + ": " + String.join(" ", files));
    }
    return traces;
  }

  private TraceCatalog catalog() {
    return new TraceCatalog(
        new RetryingReads(store, new FakeTime(Instant.EPOCH), new StopSignal()));
  }

  private void put(String... names) {
    for (String name : names) {
      store.objects().put(name, new byte[0]);
    }
  }
}
