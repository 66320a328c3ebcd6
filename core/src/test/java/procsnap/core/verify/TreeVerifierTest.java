package procsnap.core.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static procsnap.core.trace.SnapshotFactsBuilder.facts;
import static procsnap.core.trace.SnapshotRows.row;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import procsnap.core.archive.CsvLayout;
import procsnap.core.archive.ExpiryRecord;
import procsnap.core.archive.FakeTraceReader;
import procsnap.core.archive.FileSums;
import procsnap.core.archive.SnapshotManifest;
import procsnap.core.archive.TraceManifest;
import procsnap.core.archive.TraceManifests;
import procsnap.core.port.InMemoryObjectStore;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.time.FakeTime;
import procsnap.core.time.StopSignal;
import procsnap.core.trace.MissedSnapshots;
import procsnap.core.trace.MissedSnapshots.Reason;
import procsnap.core.trace.NumberRange;
import procsnap.core.trace.SnapshotRow;
import procsnap.core.trace.TraceDescriptions;
import procsnap.core.trace.TraceEnd;
import procsnap.core.trace.TraceNames;

/** Rules of a verification, on traces in memory. */
final class TreeVerifierTest {

  private static final Instant START = Instant.parse("2026-11-22T10:15:00.123Z");
  private static final String TRACE = "root/machine/20261122_101500_123/";
  private static final TraceManifest MANIFEST =
      TraceManifests.with(new CsvLayout(true, false, false));

  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final FakeTraceReader reader = new FakeTraceReader();
  private final StopSignal stop = new StopSignal();
  private final List<String> findings = new ArrayList<>();
  private long traces;

  @Test
  void wholeTraceHasNoFindings() throws ObjectStoreException {
    recordThree();

    TraceReport report = verify();

    assertEquals(List.of(), findings);
    assertEquals(3, report.complete());
    assertEquals(6, report.rows());
    assertTrue(report.isHealthy() && report.ended());
    assertEquals(1, traces);
  }

  @Test
  void traceWithoutAnEndIsHealthyAndReportedAsNotEnded() throws ObjectStoreException {
    recordThree();
    store.objects().remove(TRACE + "end.json");

    TraceReport report = verify();

    assertTrue(report.isHealthy());
    assertFalse(report.ended());
  }

  @Test
  void unaccountedNumberIsMissing() throws ObjectStoreException {
    recordThree();
    removeSnapshot(1);

    assertEquals(1, verify().missing());
    assertEquals(List.of("missing snapshot 1"), findings);
  }

  @Test
  void runOfNumbersIsOneFinding() throws ObjectStoreException {
    recordThree();
    snapshot(6, List.of());
    removeSnapshot(1);
    removeSnapshot(2);
    store.objects().remove(TRACE + "end.json");

    assertEquals(5, verify().missing());
    assertEquals(List.of("missing snapshots 1 to 5"), findings);
  }

  @Test
  void numbersRecordedAsMissedAreNotMissing() throws ObjectStoreException {
    recordThree();
    snapshot(6, List.of(new MissedSnapshots(3, 5, Reason.PAUSED)));
    store.objects().remove(TRACE + "end.json");

    TraceReport report = verify();

    assertEquals(List.of(), findings);
    assertEquals(3, report.missed());
  }

  @Test
  void missingLastSnapshotsAreDetectedByTheEnd() throws ObjectStoreException {
    recordThree();
    removeSnapshot(2);
    assertEquals(1, verify().missing());
    removeSnapshot(1);
    assertEquals(2, verify().missing());

    assertEquals(List.of("missing the last snapshot", "missing the last 2 snapshots"), findings);
  }

  @Test
  void endAccountsForSnapshotsMissedAfterTheLast() throws ObjectStoreException {
    recordThree();
    List<MissedSnapshots> since = List.of(new MissedSnapshots(3, 4, Reason.STORE));
    put(
        TRACE + "end.json",
        reader.write(new TraceEnd(TraceEnd.Reason.STOPPED, START, 3, 6, 0, 0, 2, since)));

    TraceReport report = verify();

    assertEquals(List.of(), findings);
    assertEquals(2, report.missed());
  }

  @Test
  void recordedDeletionsAreExpired() throws ObjectStoreException {
    recordThree();
    removeSnapshot(0);
    put(TRACE + "expired.json", reader.write(new ExpiryRecord(1, List.of(NumberRange.of(0)))));

    TraceReport report = verify();

    assertEquals(List.of(), findings);
    assertEquals(1, report.expired());
    assertEquals(2, report.complete());
  }

  @Test
  void remainingManifestOfAnExpiredSnapshotIsOrphaned() throws ObjectStoreException {
    recordThree();
    store.objects().remove(file(0, ".csv"));
    put(TRACE + "expired.json", reader.write(new ExpiryRecord(1, List.of(NumberRange.of(0)))));

    verify();

    assertEquals(List.of("orphaned " + file(0, ".json")), findings);
  }

  @Test
  void csvWithoutItsManifestIsOrphanedAndItsNumberMissing() throws ObjectStoreException {
    recordThree();
    store.objects().remove(file(1, ".json"));

    verify();

    assertEquals(List.of("orphaned " + file(1, ".csv"), "missing snapshot 1"), findings);
  }

  @Test
  void csvOfAManifestIsMissing() throws ObjectStoreException {
    recordThree();
    store.objects().remove(file(1, ".csv"));

    verify();

    assertEquals(List.of("missing " + file(1, ".csv").substring(TRACE.length())), findings);
  }

  @Test
  void sumsAndRowsAreComparedWithTheManifest() throws ObjectStoreException {
    recordThree();
    FileSums sums = FakeTraceReader.sums(bytes(file(1, ".csv")));
    List<FileSums> wrong =
        List.of(
            new FileSums(sums.bytes() + 1, sums.sha256(), sums.crc32c()),
            new FileSums(sums.bytes(), "00", sums.crc32c()),
            new FileSums(sums.bytes(), sums.sha256(), "00"));
    for (FileSums each : wrong) {
      putManifest(1, 2, each);
      assertEquals(1, verify().damaged());
    }
    putManifest(1, 3, sums);
    assertEquals(1, verify().damaged());

    assertTrue(findings.get(0).endsWith("its manifest says " + (sums.bytes() + 1)));
    assertTrue(findings.get(1).contains("SHA-256") && findings.get(2).contains("CRC-32C"));
    assertTrue(findings.get(3).endsWith("it has 2 rows, its manifest says 3"));
  }

  @Test
  void duplicateNumberIsDamage() throws ObjectStoreException {
    recordThree();
    put(
        file(2, ".json"),
        reader.write(manifest(1, 2, 2, FakeTraceReader.sums(bytes(file(2, ".csv"))))));

    verify();

    assertEquals(
        List.of(
            "damaged " + file(2, ".json") + ": there is another snapshot 1",
            "missing the last snapshot"),
        findings);
  }

  @Test
  void manifestWithTheWrongNameIsDamage() throws ObjectStoreException {
    recordThree();
    put(file(2, ".json"), bytes(file(1, ".json")));

    verify();

    assertTrue(findings.get(0).endsWith("it is the manifest of " + name(1, ".csv")));
  }

  @Test
  void unreadableDocumentIsDamage() throws ObjectStoreException {
    recordThree();
    put(TRACE + "manifest.json", new byte[] {1});

    verify();

    assertEquals(
        List.of("damaged " + TRACE + "manifest.json: it is not a TraceManifest"), findings);
  }

  @Test
  void partsAndQuarantinedFilesAreOrphanedAndOtherFilesAreNot() throws ObjectStoreException {
    recordThree();
    put(TRACE + "process/." + name(7, ".csv") + ".part", new byte[] {1});
    put(TRACE + "process/" + name(7, ".csv") + ".corrupt", new byte[] {1});
    put(TRACE + "process/notes.txt", new byte[] {1});
    put("web/manifest.json", new byte[] {1});

    assertEquals(2, verify().orphaned());
  }

  @Test
  void missingTraceManifestIsReportedAndSnapshotsAreStillChecked() throws ObjectStoreException {
    recordThree();
    store.objects().remove(TRACE + "manifest.json");

    TraceReport report = verify();

    assertEquals(List.of("missing manifest.json"), findings);
    assertEquals(3, report.complete());
  }

  @Test
  void tracesAreCountedAndSummed() throws ObjectStoreException {
    recordThree();
    for (String name : List.copyOf(store.objects().keySet())) {
      put(name.replace("machine", "other"), bytes(name));
    }

    TraceReport report = verify();

    assertEquals(2, traces);
    assertEquals(6, report.complete());
  }

  /** Each read waits until as many are in flight as there are threads. */
  @Test
  @Timeout(60)
  void filesAreReadSeveralAtATimeAndReportedInOrder() throws ObjectStoreException {
    int atOnce = 4;
    recordThree();
    snapshot(3, List.of());
    store.objects().remove(file(0, ".json"));
    store.objects().remove(file(3, ".csv"));
    put(TRACE + "process/." + name(7, ".csv") + ".part", new byte[] {1});
    CyclicBarrier inFlight = new CyclicBarrier(atOnce);
    ExecutorService threads = Executors.newFixedThreadPool(atOnce);
    try {
      TraceReport report =
          verifier(
                  task ->
                      threads.execute(
                          () -> {
                            await(inFlight);
                            task.run();
                          }))
              .verify()
              .orElseThrow();

      assertEquals(2, report.complete());
    } finally {
      threads.shutdownNow();
    }
    assertEquals(
        List.of(
            "orphaned " + TRACE + "process/." + name(7, ".csv") + ".part",
            "orphaned " + file(0, ".csv"),
            "missing " + file(3, ".csv").substring(TRACE.length()),
            "missing snapshot 0"),
        findings);
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void stoppedVerificationHasNoResult() throws ObjectStoreException {
    recordThree();
    stop.request();

    assertTrue(verifier().verify().isEmpty());
  }

  private void recordThree() {
    put(TRACE + "manifest.json", reader.write(MANIFEST));
    for (int number = 0; number < 3; number++) {
      snapshot(number, List.of());
    }
    put(TRACE + "end.json", reader.write(TraceDescriptions.stoppedAt(START, 3)));
  }

  private void snapshot(int number, List<MissedSnapshots> missedBefore) {
    List<SnapshotRow> rows = List.of(row(1).build(), row(2).build());
    byte[] csv = reader.write(MANIFEST, startOf(number), rows);
    put(file(number, ".csv"), csv);
    SnapshotManifest manifest =
        new SnapshotManifest(
            name(number, ".csv"),
            facts()
                .number(number)
                .rows(2)
                .missedBefore(missedBefore.toArray(MissedSnapshots[]::new))
                .build(),
            FakeTraceReader.sums(csv));
    put(file(number, ".json"), reader.write(manifest));
  }

  private void putManifest(int number, int rows, FileSums sums) {
    put(file(number, ".json"), reader.write(manifest(number, number, rows, sums)));
  }

  private static SnapshotManifest manifest(int number, int file, int rows, FileSums sums) {
    return new SnapshotManifest(
        name(file, ".csv"), facts().number(number).rows(rows).build(), sums);
  }

  private void removeSnapshot(int number) {
    store.objects().remove(file(number, ".csv"));
    store.objects().remove(file(number, ".json"));
  }

  private void put(String name, byte[] bytes) {
    store.objects().put(name, bytes);
  }

  private byte[] bytes(String name) {
    return store.objects().getOrDefault(name, new byte[0]);
  }

  private TraceReport verify() throws ObjectStoreException {
    TreeVerifier verifier = verifier();
    TraceReport report = verifier.verify().orElseThrow();
    traces = verifier.traces();
    return report;
  }

  private TreeVerifier verifier() {
    return verifier(Runnable::run);
  }

  private TreeVerifier verifier(Consumer<Runnable> threads) {
    VerifyEvents events =
        new VerifyEvents() {
          @Override
          public void damaged(String file, String why) {
            findings.add("damaged " + file + ": " + why);
          }

          @Override
          public void missing(String trace, String what) {
            findings.add("missing " + what);
          }

          @Override
          public void orphaned(String file) {
            findings.add("orphaned " + file);
          }
        };
    return new TreeVerifier(store, reader, threads, new FakeTime(START), stop, events);
  }

  private static Instant startOf(int number) {
    return START.plusSeconds(300L * number);
  }

  private static String name(int number, String extension) {
    String stamp = new TraceNames(ZoneOffset.UTC).stamp(startOf(number), 1);
    return "process_" + stamp + extension;
  }

  private static String file(int number, String extension) {
    return TRACE + "process/" + name(number, extension);
  }
}
