package procsnap.adapters.storage.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import procsnap.adapters.format.csv.CsvTexts;
import procsnap.core.port.SnapshotStore;
import procsnap.core.trace.MissedSnapshots;
import procsnap.core.trace.MissedSnapshots.Reason;
import procsnap.core.trace.TraceDescriptions;
import procsnap.core.trace.TraceEnd;

/** Verification of local traces, complete and damaged. */
final class TreeVerifierLocalTest {

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({"PLAIN", "NO_HEADER", "GZIP", "ALL_COLUMNS"})
  void completeTraceIsHealthyInEveryForm(String form) throws Exception {
    SixSnapshots.recorded(
        directory,
        switch (form) {
          case "NO_HEADER" -> CsvTexts.NO_HEADER;
          case "GZIP" -> CsvTexts.GZIP;
          case "ALL_COLUMNS" -> CsvTexts.ALL_COLUMNS;
          default -> CsvTexts.PLAIN;
        });
    VerifiedTree verified = VerifiedTree.of(directory);
    assertEquals(List.of(), verified.findings());
    assertEquals(SixSnapshots.COUNT, verified.total().complete());
    assertEquals(3L * SixSnapshots.COUNT, verified.total().rows());
    assertTrue(verified.total().isHealthy() && verified.total().ended());
  }

  @Test
  void traceIsFoundFromItsDirectoryAndFromEachParent() throws Exception {
    SixSnapshots tree = SixSnapshots.recorded(directory, CsvTexts.PLAIN);
    Path above = tree.trace();
    for (int level = 0; level < 4; level++) {
      assertEquals(SixSnapshots.COUNT, VerifiedTree.of(above).total().complete(), above.toString());
      above = above.resolve("..").normalize();
    }
    assertEquals(directory.resolve("..").normalize(), above);
  }

  /** The manifest is updated to match, so that only the rows reveal the damage. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "timestamp,pid, | timestamp,PID, | its header does not match the columns of the trace",
        "2026-11-22 10:20:00,2, | 2026-11-22 10:20:00,1, | pid 1 occurs twice",
        "2026-11-22 10:20:00,2, | 2026-11-22 10:20:01,2, | row 2 has a different timestamp from row 1",
        "2026-11-22 10:20:00,2, | 2026-11-22 10:20:00,two, | row 2: its pid is malformed",
        "2026-11-22 10:20:00,2, | 2026-11-22 10:20:00,2,, | row 2 has 12 cells, not 11",
      })
  void malformedRowsAreFoundEvenIfTheManifestMatches(String was, String is, String why)
      throws Exception {
    SixSnapshots tree = SixSnapshots.recorded(directory, CsvTexts.PLAIN);
    Path csv = tree.snapshot(1, ".csv");
    String text = Files.readString(csv);
    assertTrue(text.contains(was), text);
    SixSnapshots.rewrite(csv, text.replace(was, is));
    assertEquals(List.of("damaged process/" + csv.getFileName() + ": " + why), tree.findings());
  }

  @ParameterizedTest
  @CsvSource({"bytes, 9999", "sha256, 00aa", "crc32c, 00000000"})
  void eachSumIsComparedWithTheManifest(String sum, String other) throws Exception {
    SixSnapshots tree = SixSnapshots.recorded(directory, CsvTexts.PLAIN);
    Path manifest = tree.snapshot(1, ".json");
    Files.writeString(
        manifest,
        Files.readString(manifest).replaceFirst("(\"" + sum + "\": \"?)\\w+", "$1" + other));
    List<String> findings = tree.findings();
    assertEquals(1, findings.size(), findings::toString);
    assertTrue(findings.get(0).endsWith(", its manifest says " + other), findings::toString);
  }

  @Test
  void fewerRowsThanInTheManifestAreFound() throws Exception {
    SixSnapshots tree = SixSnapshots.recorded(directory, CsvTexts.PLAIN);
    Path csv = tree.snapshot(1, ".csv");
    String text = Files.readString(csv);
    SixSnapshots.rewrite(csv, text.substring(0, text.indexOf("2026-11-22 10:20:00,3,")));
    assertEquals(
        List.of("damaged process/" + csv.getFileName() + ": it has 2 rows, its manifest says 3"),
        tree.findings());
  }

  @Test
  void invalidUtf8IsDamageEvenIfAllSumsMatch() throws Exception {
    SixSnapshots tree = SixSnapshots.recorded(directory, CsvTexts.PLAIN);
    Path csv = tree.snapshot(1, ".csv");
    byte[] bytes = Files.readAllBytes(csv);
    bytes[bytes.length - 3] = (byte) 0xFF;
    SixSnapshots.rewrite(csv, bytes);
    assertTrue(tree.findings().get(0).contains("it is not UTF-8"), tree.findings().toString());
  }

  @Test
  void snapshotRemovedWithItsManifestIsMissing() throws Exception {
    SixSnapshots tree = SixSnapshots.recorded(directory, CsvTexts.PLAIN);
    SixSnapshots.remove(tree.snapshot(2, ".csv"), tree.snapshot(2, ".json"));
    SixSnapshots.remove(tree.snapshot(3, ".csv"), tree.snapshot(3, ".json"));
    assertEquals(List.of("missing snapshots 2 to 3"), tree.findings());
  }

  @Test
  void endOfTheTraceRevealsAMissingLastSnapshot() throws Exception {
    SixSnapshots tree = SixSnapshots.recorded(directory, CsvTexts.PLAIN);
    SixSnapshots.remove(tree.snapshot(5, ".csv"), tree.snapshot(5, ".json"));
    assertEquals(List.of("missing the last snapshot"), tree.findings());
    SixSnapshots.remove(tree.file("..").resolve("end.json"));
    VerifiedTree verified = VerifiedTree.of(directory);
    assertTrue(
        verified.total().isHealthy() && !verified.total().ended(), "then nobody knows of it");
  }

  @Test
  void csvWithoutManifestIsOrphanedAndItsSnapshotMissing() throws Exception {
    SixSnapshots tree = SixSnapshots.recorded(directory, CsvTexts.PLAIN);
    SixSnapshots.remove(tree.snapshot(2, ".json"));
    assertEquals(
        List.of("orphaned process/" + SixSnapshots.name(2, ".csv"), "missing snapshot 2"),
        tree.findings());
  }

  @Test
  void lastCsvWithoutManifestIsOrphaned() throws Exception {
    SixSnapshots tree = SixSnapshots.recorded(directory, CsvTexts.PLAIN);
    SixSnapshots.remove(tree.snapshot(5, ".json"));
    assertEquals(
        List.of("orphaned process/" + SixSnapshots.name(5, ".csv"), "missing the last snapshot"),
        tree.findings());
  }

  @Test
  void orphanedCsvIsReportedEvenIfTheNextManifestIsDamaged() throws Exception {
    SixSnapshots tree = SixSnapshots.recorded(directory, CsvTexts.PLAIN);
    SixSnapshots.remove(tree.snapshot(2, ".json"));
    Files.writeString(tree.snapshot(3, ".json"), "{");
    List<String> expected =
        List.of(
            "orphaned process/" + SixSnapshots.name(2, ".csv"),
            "damaged process/" + SixSnapshots.name(3, ".json") + ": it is not JSON",
            "missing snapshots 2 to 3");
    assertEquals(expected, tree.findings());
    SixSnapshots.remove(tree.snapshot(3, ".csv"));
    assertEquals(expected, tree.findings(), "be its CSV there or not");
  }

  @Test
  void manifestUnderTheNameOfAnotherIsDamaged() throws Exception {
    SixSnapshots tree = SixSnapshots.recorded(directory, CsvTexts.PLAIN);
    Files.writeString(tree.snapshot(3, ".json"), Files.readString(tree.snapshot(2, ".json")));
    String csv = SixSnapshots.name(2, ".csv");
    assertEquals(
        "damaged process/" + SixSnapshots.name(3, ".json") + ": it is the manifest of " + csv,
        tree.findings().get(0));
  }

  @Test
  void csvOfAManifestIsMissing() throws Exception {
    SixSnapshots tree = SixSnapshots.recorded(directory, CsvTexts.PLAIN);
    SixSnapshots.remove(tree.snapshot(2, ".csv"));
    assertEquals(List.of("missing process/" + SixSnapshots.name(2, ".csv")), tree.findings());
  }

  @Test
  void partsAndQuarantinedFilesAreOrphanedAndUnknownFilesIgnored() throws Exception {
    SixSnapshots tree = SixSnapshots.recorded(directory, CsvTexts.PLAIN);
    Files.writeString(tree.file(".process_20261122_101500_124.csv.part"), "half");
    Files.writeString(tree.file("process_20261122_101500_124.csv.corrupt"), "odd");
    Files.writeString(tree.file("notes.txt"), "mine");
    Files.writeString(tree.file("process_notes.txt"), "mine");
    Path web = Files.createDirectory(directory.resolve("web"));
    Files.writeString(web.resolve("manifest.json"), "{\"name\": \"a web page\"}");
    assertEquals(
        List.of(
            "orphaned process/.process_20261122_101500_124.csv.part",
            "orphaned process/process_20261122_101500_124.csv.corrupt"),
        tree.findings());
  }

  @Test
  void duplicateSnapshotNumberIsDamage() throws Exception {
    SixSnapshots tree = SixSnapshots.recorded(directory, CsvTexts.PLAIN);
    Path manifest = tree.snapshot(3, ".json");
    Files.writeString(
        manifest, Files.readString(manifest).replace("\"number\": 3", "\"number\": 2"));
    assertEquals(
        List.of(
            "damaged process/" + SixSnapshots.name(3, ".json") + ": there is another snapshot 2",
            "missing snapshot 3"),
        tree.findings());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "process/STAMP.json | \"rows\": 3 | \"rows\": -3 | its rows is malformed",
        "process/STAMP.json | \"rows\": 3 | \"rows\": {} | its rows is malformed",
        "process/STAMP.json | \"complete\": true | \"complete\": false | its complete is malformed",
        "process/STAMP.json | \"format\": 1 | \"format\": 2 | it has format 2, which this version"
            + " cannot read: use a newer procsnap",
        "process/STAMP.json | \"format\": 1 | \"format\" 1 | it is not JSON",
        "manifest.json | \"columns\": [ | \"columns\": [], \"_\": [ | its columns is malformed",
        "end.json | \"snapshots\": 6 | \"snapshots\": 1e99 | its snapshots is malformed",
      })
  void malformedManifestIsDamaged(String file, String was, String is, String why) throws Exception {
    SixSnapshots tree = SixSnapshots.recorded(directory, CsvTexts.PLAIN);
    Path manifest =
        tree.file("..")
            .resolve(file.replace("STAMP.json", SixSnapshots.name(4, ".json")))
            .normalize();
    String text = Files.readString(manifest);
    assertTrue(text.contains(was), text);
    Files.writeString(manifest, text.replace(was, is));
    assertTrue(tree.findings().get(0).endsWith(": " + why), tree.findings().toString());
  }

  @Test
  void missedSnapshotsRecordedInManifestsAreNotMissing() throws Exception {
    try (LocalTree tree = new LocalTree(directory)) {
      SnapshotStore store = tree.opened();
      SixSnapshots.take(store, 0);
      SixSnapshots.take(
          store,
          4,
          new MissedSnapshots(1, 2, Reason.LATE),
          new MissedSnapshots(3, 3, Reason.STORE));
    }
    VerifiedTree verified = VerifiedTree.of(directory);
    assertEquals(List.of(), verified.findings());
    assertEquals(3, verified.total().missed());
    assertFalse(verified.total().ended());
  }

  @Test
  void missedSnapshotsOfEndAndManifestsAreAdded() throws Exception {
    Path manifest;
    try (LocalTree tree = new LocalTree(directory)) {
      SnapshotStore store = tree.opened();
      SixSnapshots.take(store, 0);
      SixSnapshots.take(store, 4, new MissedSnapshots(1, 3, Reason.LATE));
      SixSnapshots.take(store, 5);
      List<MissedSnapshots> since = List.of(new MissedSnapshots(6, 7, Reason.STORE));
      store.closeTrace(
          new TraceEnd(TraceEnd.Reason.STOPPED, LocalTree.START, 3, 9, 0, 0, 5, since));
      manifest = tree.process().resolve(SixSnapshots.name(4, ".json"));
    }
    VerifiedTree whole = VerifiedTree.of(directory);
    assertEquals(List.of(), whole.findings());
    assertEquals(5, whole.total().missed());
    // No manifest explains 1 to 4 any longer.
    SixSnapshots.remove(manifest, manifest.resolveSibling(SixSnapshots.name(4, ".csv")));
    assertEquals(List.of("missing snapshots 1 to 4"), VerifiedTree.of(directory).findings());
  }

  @Test
  void missingLastSnapshotIsFoundAmongMissedSnapshots() throws Exception {
    Path manifest;
    try (LocalTree tree = new LocalTree(directory)) {
      SnapshotStore store = tree.opened();
      SixSnapshots.take(store, 0);
      SixSnapshots.take(store, 4, new MissedSnapshots(1, 3, Reason.LATE));
      SixSnapshots.take(store, 5);
      store.closeTrace(TraceDescriptions.stoppedAt(LocalTree.START, 3));
      manifest = tree.process().resolve(SixSnapshots.name(5, ".json"));
    }
    SixSnapshots.remove(manifest, manifest.resolveSibling(SixSnapshots.name(5, ".csv")));
    assertEquals(List.of("missing the last snapshot"), VerifiedTree.of(directory).findings());
  }

  @Test
  void directoryWithoutATraceReportsNothing() throws Exception {
    assertEquals(0, VerifiedTree.of(directory).total().complete());
  }
}
