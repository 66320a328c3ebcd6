package procsnap.adapters.storage.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import procsnap.adapters.format.TraceFiles;
import procsnap.adapters.format.csv.CsvTexts;
import procsnap.core.port.FailingObjectStore;
import procsnap.core.port.InMemoryObjectStore;
import procsnap.core.port.ObjectContent;
import procsnap.core.port.ObjectCursor;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.ObjectStoreException.Kind;
import procsnap.core.time.FakeTime;
import procsnap.core.time.StopSignal;
import procsnap.core.verify.TraceReport;
import procsnap.core.verify.TreeVerifier;
import procsnap.core.verify.VerifyEvents;

/** Verification of six snapshots in a store that is unreachable for a while or for good. */
final class TreeVerifierUnreachableStoreTest {

  private static final String MANIFEST = "manifest.json";

  private final InMemoryObjectStore bucket = new InMemoryObjectStore();
  private final FakeTime time = new FakeTime(Instant.EPOCH);
  private final StopSignal stop = new StopSignal();
  private final List<String> told = new ArrayList<>();

  @BeforeEach
  void upload(@TempDir Path directory) throws Exception {
    Path trace = SixSnapshots.recorded(directory, CsvTexts.PLAIN).trace();
    try (Stream<Path> files = Files.walk(trace).filter(Files::isRegularFile)) {
      for (Path file : files.toList()) {
        bucket.objects().put(trace.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
  }

  @Test
  void snapshotsAreReportedOneByOneAndTheTraceAtItsEnd() throws Exception {
    TraceReport report = verify(bucket).orElseThrow();
    assertEquals(SixSnapshots.COUNT, report.complete());
    assertEquals(
        bucket.objects().entrySet().stream()
            .filter(object -> object.getKey().endsWith(".csv"))
            .mapToLong(object -> object.getValue().length)
            .sum(),
        report.bytes());
    assertEquals("complete process/" + SixSnapshots.name(0, ".csv"), told.get(0));
    assertEquals("complete process/" + SixSnapshots.name(5, ".csv"), told.get(5));
    assertEquals(List.of("verified "), told.subList(6, told.size()));
  }

  @Test
  void tracesAreReportedOneByOneAndCountedTogether() throws Exception {
    long bytes = verify(bucket).orElseThrow().bytes();
    told.clear();
    for (String name : List.copyOf(bucket.objects().keySet())) {
      byte[] object = bucket.objects().remove(name);
      bucket.objects().put("a/20261122_101500_123/" + name, object);
      bucket.objects().put("b/20261122_101500_123/" + name, object);
    }
    bucket.objects().remove("b/20261122_101500_123/end.json");
    bucket.objects().remove("b/20261122_101500_123/" + MANIFEST);
    bucket.objects().put("a/20261122_101500_123/.end.json.part", new byte[0]);
    TreeVerifier verifier = verifier(bucket);
    TraceReport total = verifier.verify().orElseThrow();
    assertEquals(2, verifier.traces());
    assertEquals(new TraceReport("", 12, 36, 2 * bytes, 0, 0, 1, 0, 1, false), total);
    assertFalse(total.isHealthy());
    assertEquals(
        List.of(
            "orphaned a/20261122_101500_123/.end.json.part",
            "verified a/20261122_101500_123",
            "missing b/20261122_101500_123 " + MANIFEST,
            "verified b/20261122_101500_123"),
        told.stream().filter(event -> !event.startsWith("complete")).toList());
  }

  @Test
  void interruptedReadIsRetriedWithGrowingDelay() throws Exception {
    TroubledStore store = new TroubledStore(3, Optional.empty());
    assertEquals(0, verify(store).orElseThrow().damaged());
    // 1 s, 2 s and 3 s.
    assertEquals(6_000_000_000L, time.nanos());
  }

  @Test
  void objectInterruptedAtEachAttemptIsReportedDamaged() throws Exception {
    TroubledStore store = new TroubledStore(4, Optional.empty());
    assertEquals(1, verify(store).orElseThrow().damaged());
    assertEquals("damaged " + MANIFEST + " it cannot be read: broken off", told.get(0));
  }

  @Test
  void brieflyUnreachableStoreIsRetried() throws Exception {
    TroubledStore store = new TroubledStore(3, Optional.of(Kind.TRANSIENT));
    assertEquals(0, verify(store).orElseThrow().damaged());
    assertEquals(6_000_000_000L, time.nanos());
  }

  @Test
  void unreachableStoreEndsTheVerification() {
    TroubledStore store = new TroubledStore(4, Optional.of(Kind.TRANSIENT));
    assertThrows(ObjectStoreException.class, () -> verify(store));
    assertEquals(4, store.tries);
  }

  @Test
  void interruptedListingIsContinued() throws Exception {
    FailingObjectStore store = new FailingObjectStore();
    store.objects().objects().putAll(bucket.objects());
    store.failListing(3, new ObjectStoreException(Kind.TRANSIENT, "503 SlowDown"));
    TraceReport report = verify(store).orElseThrow();
    assertEquals(SixSnapshots.COUNT, report.complete());
    assertTrue(report.isHealthy());
    assertEquals(1_000_000_000L, time.nanos());
  }

  @Test
  void rejectingStoreIsNotRetried() {
    TroubledStore store = new TroubledStore(4, Optional.of(Kind.PERMANENT));
    assertThrows(ObjectStoreException.class, () -> verify(store));
    assertEquals(1, store.tries);
  }

  @Test
  void objectRemovedAfterListingIsDamaged() throws Exception {
    TroubledStore store = new TroubledStore(4, Optional.of(Kind.MISSING));
    assertEquals(1, verify(store).orElseThrow().damaged());
    assertEquals("damaged " + MANIFEST + " it is gone", told.get(0));
    assertEquals(1, store.tries);
  }

  @Test
  void stopEndsVerificationWithoutAReport() throws Exception {
    stop.request();
    assertEquals(Optional.empty(), verify(bucket));
    assertEquals(List.of(), told);
  }

  @Test
  void stopEndsRetries() throws Exception {
    TroubledStore away = new TroubledStore(4, Optional.of(Kind.TRANSIENT));
    away.onTry = stop::request;
    assertEquals(Optional.empty(), verify(away));
    assertEquals(1, away.tries);
  }

  @Test
  void stopEndsRetriesOfAnInterruptedRead() throws Exception {
    TroubledStore broken = new TroubledStore(4, Optional.empty());
    broken.onTry = stop::request;
    assertEquals(Optional.empty(), verify(broken));
    assertEquals(1, broken.tries);
  }

  private Optional<TraceReport> verify(ObjectStore store) throws ObjectStoreException {
    return verifier(store).verify();
  }

  private TreeVerifier verifier(ObjectStore store) {
    return new TreeVerifier(
        store, new TraceFiles(), Runnable::run, time, stop, new RecordedFindings());
  }

  /** Store in which a number of reads of the trace manifest fail. */
  private final class TroubledStore implements ObjectStore {

    private final int failures;
    private final Optional<Kind> kind;
    private Runnable onTry = () -> {};
    private int tries;

    /**
     * @param kind kind of failure; if absent, a read begins and is interrupted
     */
    TroubledStore(int failures, Optional<Kind> kind) {
      this.failures = failures;
      this.kind = kind;
    }

    @Override
    public InputStream read(String name) throws ObjectStoreException {
      if (!name.equals(MANIFEST) || tries >= failures) {
        return bucket.read(name);
      }
      tries++;
      onTry.run();
      if (kind.isPresent()) {
        throw new ObjectStoreException(kind.get(), "told to fail");
      }
      return new FilterInputStream(bucket.read(name)) {
        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
          throw new IOException("broken off");
        }
      };
    }

    @Override
    public ObjectCursor list(String prefix, String startAfter) {
      return bucket.list(prefix, startAfter);
    }

    @Override
    public Put putIfAbsent(String name, ObjectContent content) throws ObjectStoreException {
      return bucket.putIfAbsent(name, content);
    }

    @Override
    public void close() {}
  }

  private final class RecordedFindings implements VerifyEvents {

    @Override
    public void complete(String file) {
      told.add("complete " + file);
    }

    @Override
    public void damaged(String file, String why) {
      told.add("damaged " + file + " " + why);
    }

    @Override
    public void missing(String trace, String what) {
      told.add("missing " + trace + " " + what);
    }

    @Override
    public void orphaned(String file) {
      told.add("orphaned " + file);
    }

    @Override
    public void verified(TraceReport trace) {
      told.add("verified " + trace.trace());
    }
  }
}
