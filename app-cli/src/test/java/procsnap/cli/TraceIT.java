package procsnap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import procsnap.adapters.storage.file.Secrets;
import procsnap.testing.Needs;

/** A live trace of this machine, from the packaged program. */
class TraceIT {

  private static final Duration SOON = Duration.ofSeconds(2);
  private static final long SECOND = 1_000_000_000L;

  @TempDir private Path directory;

  @Test
  void threeSnapshotsArriveOnDiskWholeAndInTime() throws IOException {
    Packaged program =
        Packaged.run(directory, "trace", "--interval=1s", "--snapshots=3", "--machine-id=TEST");
    assertEquals(0, program.exitCode(), program::standardError);
    Path trace = onlyTrace("procsnap-data/linux_trace_v3_test/TEST");
    List<Path> snapshots = Packaged.snapshots(trace);
    assertEquals(3, snapshots.size());
    long first = Packaged.manifest(snapshots.get(0)).get("mono_ns").getAsLong();
    for (int k = 0; k < 3; k++) {
      JsonObject manifest = Packaged.manifest(snapshots.get(k));
      byte[] bytes = Files.readAllBytes(snapshots.get(k));
      assertEquals(Packaged.sha256(bytes), manifest.get("sha256").getAsString());
      assertEquals(bytes.length, manifest.get("bytes").getAsLong());
      assertTrue(manifest.get("complete").getAsBoolean());
      assertEquals(k, manifest.get("number").getAsLong());
      assertEquals(0, manifest.get("missed_before").getAsJsonArray().size());
      long late = manifest.get("mono_ns").getAsLong() - first - k * SECOND;
      assertTrue(Math.abs(late) < SECOND / 4, "snapshot " + k + " is " + late + " ns off");
    }
    assertEquals("finished", Packaged.json(trace.resolve("end.json")).get("reason").getAsString());
    assertEquals(1, Packaged.json(trace.resolve("manifest.json")).get("format").getAsInt());
    assertEquals(List.of(), Packaged.files(directory, ".part"));
  }

  @Test
  void rowsOfASnapshotHaveOneTimestampAndEachPidOnce() {
    Packaged.run(directory, "trace", "--interval=1s", "--snapshots=2", "--columns=ppid");
    for (Path snapshot : Packaged.snapshots(directory)) {
      List<String> rows = rows(snapshot);
      assertEquals(1, rows.stream().map(row -> row.substring(0, 19)).distinct().count());
      Set<String> pids = new HashSet<>();
      rows.forEach(row -> assertTrue(pids.add(row.split(",", 3)[1]), row));
      assertTrue(pids.contains("1"));
    }
  }

  @Test
  void filesAndDirectoriesAreTheOwnersAlone() throws IOException {
    Packaged.run(directory, "trace", "--snapshots=1");
    try (Stream<Path> all = Files.walk(directory.resolve("procsnap-data"))) {
      for (Path path : all.toList()) {
        assertEquals(
            Files.isDirectory(path) ? "rwx------" : "rw-------",
            PosixFilePermissions.toString(Files.getPosixFilePermissions(path)),
            path::toString);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void signalEndsItCleanlyWhileItWaits(String signal) throws IOException {
    Packaged program = Packaged.start(directory, "trace", "--interval=1h");
    Packaged.await("the first snapshot", () -> !Packaged.snapshots(directory).isEmpty());
    Duration toExit = program.stopBy(signal);
    assertEquals(0, program.exitCode(), program::standardError);
    assertTrue(toExit.compareTo(SOON) < 0, "took " + toExit);
    assertTrue(program.standardError().contains("stopped: 1 snapshot, "), program::standardError);
    Path trace = onlyTrace("procsnap-data/linux_trace_v3_test/" + machine());
    assertEquals("stopped", Packaged.json(trace.resolve("end.json")).get("reason").getAsString());
  }

  @Test
  void secondSignalDoesNoHarm() {
    Packaged program = Packaged.start(directory, "trace", "--interval=1h");
    Packaged.await("the first snapshot", () -> !Packaged.files(directory, ".json").isEmpty());
    program.signal("INT");
    program.signal("TERM");
    program.signal("INT");
    assertEquals(0, program.exitCode(), program::standardError);
  }

  @Test
  void secondInstanceIsRefusedAndNamesTheHolder() {
    Packaged holder = Packaged.start(directory, "trace", "--interval=1h");
    Packaged.await("the first snapshot", () -> !Packaged.snapshots(directory).isEmpty());
    Packaged second = Packaged.run(directory, "trace");
    assertEquals(3, second.exitCode());
    assertTrue(
        second.standardError().contains("another procsnap (pid " + holder.pid() + ")"),
        second::standardError);
    holder.signal("KILL");
    holder.exitCode();
    assertEquals(0, Packaged.run(directory, "trace", "--snapshots=1").exitCode());
  }

  @Test
  void partThatACrashLeftBehindIsRemovedByTheNextTrace() throws IOException {
    Packaged.run(directory, "trace", "--snapshots=1", "--machine-id=TEST");
    Path trace = onlyTrace("procsnap-data/linux_trace_v3_test/TEST");
    Files.delete(trace.resolve("end.json"));
    Files.createFile(trace.resolve("process/.process_20200101_000000_000.csv.part"));
    Packaged.run(directory, "trace", "--snapshots=1", "--machine-id=TEST");
    assertEquals(List.of(), Packaged.files(directory, ".part"));
    assertEquals(2, Packaged.snapshots(directory).size());
  }

  @Test
  void commandLinesAreHashedInAnonymousMode() throws IOException {
    Secrets.write(directory.resolve("key"), "0123456789abcdef0123456789abcdef");
    Packaged.run(directory, "trace", "--snapshots=1", "--anonymous", "--output=plain");
    Packaged.run(
        directory, "trace", "--snapshots=1", "--output=keyed", "--anonymous-key=key", "-v");
    for (String output : List.of("plain", "keyed")) {
      List<Path> snapshots = Packaged.snapshots(directory.resolve(output));
      assertEquals(1, snapshots.size());
      boolean hashed = false;
      for (String row : rows(snapshots.get(0))) {
        // Kernel threads have no command line, and no hash of one.
        assertTrue(row.split(",", 5)[3].matches("([0-9a-f]{12})?"), row);
        hashed |= !row.split(",", 5)[3].isEmpty();
      }
      assertTrue(hashed, output);
    }
  }

  @Test
  @Needs("python3")
  void secretsAreMaskedAndCountedWithRedact() throws IOException {
    Process child =
        new ProcessBuilder("python3", "-c", "input()", "--db-password", "hunter2", "--port=1")
            .start();
    try {
      Packaged.run(directory, "trace", "--snapshots=1", "--redact");
    } finally {
      child.destroyForcibly();
    }
    Path snapshot = Packaged.snapshots(directory).get(0);
    assertTrue(
        Packaged.text(snapshot).contains("python3 -c input() --db-password ******** --port"));
    assertTrue(Packaged.manifest(snapshot).get("redacted").getAsInt() >= 1);
  }

  @Test
  void creationTimesAreTheSameInAllSnapshotsOfATrace() throws IOException {
    Process child = new ProcessBuilder("sleep", "60").start();
    try {
      Packaged.run(directory, "trace", "--interval=1s", "--snapshots=2");
    } finally {
      child.destroyForcibly();
    }
    List<Path> snapshots = Packaged.snapshots(directory);
    Map<Long, String> first = births(snapshots.get(0));
    Map<Long, String> second = births(snapshots.get(1));
    first.keySet().retainAll(second.keySet());
    assertTrue(first.containsKey(child.pid()), first.toString());
    first.forEach((pid, birth) -> assertEquals(birth, second.get(pid), "of process " + pid));
  }

  private static Map<Long, String> births(Path snapshot) {
    return rows(snapshot).stream()
        .filter(row -> !row.contains("\""))
        .map(row -> row.split(",", -1))
        .filter(cells -> cells.length == 11)
        .collect(Collectors.toMap(cells -> Long.valueOf(cells[1]), cells -> cells[6]));
  }

  /** The rows that are one line: those of kernel threads and of ordinary commands. */
  private static List<String> rows(Path snapshot) {
    return Packaged.text(snapshot)
        .lines()
        .skip(1)
        .filter(line -> line.matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d+,.*"))
        .toList();
  }

  private String machine() throws IOException {
    return only(directory.resolve("procsnap-data/linux_trace_v3_test")).getFileName().toString();
  }

  private Path onlyTrace(String machineDirectory) throws IOException {
    return only(directory.resolve(machineDirectory));
  }

  private static Path only(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      List<Path> all = entries.toList();
      assertEquals(1, all.size());
      return all.get(0);
    }
  }
}
