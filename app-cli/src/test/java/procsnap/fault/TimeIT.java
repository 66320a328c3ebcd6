package procsnap.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import procsnap.cli.Packaged;
import procsnap.core.verify.TraceReport;
import procsnap.testing.Needs;

/**
 * The clock is set during a trace, and the machine is suspended: the cadence is kept, and CPU usage
 * is right.
 */
@Execution(ExecutionMode.CONCURRENT)
@Order(1)
class TimeIT {

  private static final long SECOND = 1_000_000_000L;

  @TempDir private Path directory;

  @Test
  @Needs("faketime")
  void clockThatIsSetTenYearsOnAndTwentyBackChangesLabelsAlone() throws Exception {
    Path clock = directory.resolve("clock");
    setClock(clock, "+0");
    Packaged program =
        Packaged.start(
            directory,
            wallClock("FAKETIME_TIMESTAMP_FILE", clock.toString()),
            "trace",
            "--interval=1s",
            "--snapshots=7",
            "--output=out");
    awaitSnapshots(2);
    setClock(clock, "+10y");
    awaitSnapshots(4);
    setClock(clock, "-10y");
    assertEquals(0, program.exitCode(), program::standardError);

    List<JsonObject> manifests = manifests();
    assertEquals(7, manifests.size());
    Set<String> years = new HashSet<>();
    Set<String> births = new HashSet<>();
    for (int number = 0; number < 7; number++) {
      JsonObject manifest = manifests.get(number);
      assertEquals(number, manifest.get("number").getAsInt());
      long late =
          manifest.get("mono_ns").getAsLong()
              - manifests.get(0).get("mono_ns").getAsLong()
              - number * SECOND;
      assertTrue(Math.abs(late) < SECOND / 2, "snapshot " + number + " is " + late + " ns off");
      assertEquals(0, manifest.get("missed_before").getAsJsonArray().size());
      years.add(manifest.get("started_at").getAsString().substring(0, 4));
      births.add(bornOfFirstProcess(manifest));
    }
    assertEquals(3, years.size(), years::toString);
    assertEquals(1, births.size(), "creation times stay what they were");
    assertTrue(Oracle.verify(directory.resolve("out")).isHealthy());
  }

  /** In Berlin, 02:00 occurs twice on that day. */
  @Test
  @Needs("faketime")
  void hourThatComesTwiceGivesNoNameTwice() throws Exception {
    Packaged program =
        Packaged.start(
            directory,
            wallClock("FAKETIME", "@2026-10-25 00:59:48"),
            "trace",
            "--interval=1s",
            "--snapshots=16",
            "--zone=Europe/Berlin",
            smallMachine(),
            "--output=out");
    assertEquals(0, program.exitCode(), program::standardError);

    Set<String> hours = new HashSet<>();
    for (JsonObject manifest : manifests()) {
      String name = manifest.get("snapshot").getAsString();
      assertTrue(name.startsWith("process_20261025_02"), name);
      hours.add(manifest.get("started_at").getAsString().substring(11, 13));
    }
    assertEquals(16, manifests().size());
    assertEquals(Set.of("00", "01"), hours);
    assertTrue(Oracle.verify(directory.resolve("out")).isHealthy());
  }

  @Test
  @Needs("faketime")
  void clockThatRunsTooFastIsNoReasonToHurry() throws Exception {
    Packaged program =
        Packaged.start(
            directory,
            wallClock("FAKETIME", "+0 x2"),
            "trace",
            "--interval=1s",
            "--snapshots=4",
            smallMachine(),
            "--output=out");
    assertEquals(0, program.exitCode(), program::standardError);

    List<JsonObject> manifests = manifests();
    long elapsed =
        manifests.get(3).get("mono_ns").getAsLong() - manifests.get(0).get("mono_ns").getAsLong();
    Duration shown =
        Duration.between(
            Instant.parse(manifests.get(0).get("started_at").getAsString()),
            Instant.parse(manifests.get(3).get("started_at").getAsString()));
    assertTrue(Math.abs(elapsed - 3 * SECOND) < SECOND / 2, elapsed + " ns");
    assertTrue(Math.abs(shown.toNanos() - 6 * SECOND) < SECOND, shown::toString);
  }

  /** A machine without a clock battery, before it has synchronized with the network. */
  @Test
  @Needs("faketime")
  void clockThatWasNotSetYetIsReportedAndNothingElseIsWrong() throws Exception {
    Packaged program =
        Packaged.start(
            directory,
            wallClock("FAKETIME", "@2000-01-01 00:00:30"),
            "trace",
            "--interval=1s",
            "--snapshots=3",
            smallMachine(),
            "--output=out");
    assertEquals(0, program.exitCode(), program::standardError);
    assertTrue(program.standardError().contains("the system clock is not set yet"));
    Path trace = Packaged.files(directory.resolve("out"), "manifest.json").get(0);
    assertFalse(Packaged.json(trace).getAsJsonObject("clock").get("set").getAsBoolean());
    assertEquals(3, manifests().size());
    assertTrue(manifests().get(0).get("snapshot").getAsString().startsWith("process_20000101_"));
    assertTrue(Oracle.verify(directory.resolve("out")).isHealthy());
  }

  /** The program gets a tenth of a CPU, in slices. */
  @Test
  void starvedItSkipsAndTellsAndNeverBunches() throws Exception {
    Packaged program =
        Packaged.start(directory, "trace", "--interval=1s", "--snapshots=8", "--output=out");
    awaitSnapshots(1);
    while (program.isAlive()) {
      program.signal("STOP");
      Thread.sleep(450);
      program.signal("CONT");
      Thread.sleep(50);
    }
    assertEquals(0, program.exitCode(), program::standardError);
    TraceReport report = Oracle.verify(directory.resolve("out"));
    assertTrue(report.isHealthy(), report::toString);
    assertEquals(8, report.complete() + report.missed(), report::toString);
    assertOnTheGridOrLateByLessThanAnInterval();
  }

  /**
   * Reading two of the processes hangs for a second at first, and one of them for another second
   * when it is read without its command line.
   */
  @Test
  void snapshotLongerThanItsIntervalIsFollowedByTheNextThatIsDue() throws Exception {
    Path proc = SmallMachine.at(directory.resolve("proc"), 3);
    for (String file : List.of("42/cmdline", "44/stat")) {
      Path hanging = proc.resolve(file);
      Files.delete(hanging);
      assertEquals(0, new ProcessBuilder("mkfifo", hanging.toString()).start().waitFor());
    }
    Packaged program =
        Packaged.run(
            directory,
            "trace",
            "--interval=1s",
            "--snapshots=6",
            "--output=out",
            "--proc-root=" + proc);
    assertEquals(0, program.exitCode(), program::standardError);
    TraceReport report = Oracle.verify(directory.resolve("out"));
    assertTrue(report.isHealthy(), report::toString);
    assertEquals(6, report.complete() + report.missed(), report::toString);
    assertTrue(manifests().get(0).get("scan_ms").getAsDouble() > 1_900, "it took so long");
    assertEquals(1, manifests().get(0).get("timed_out").getAsInt());
    assertEquals(1, manifests().get(0).get("unreadable").getAsInt());
    assertTrue(manifests().get(1).get("missed_before").toString().contains("late"));
    assertOnTheGridOrLateByLessThanAnInterval();
  }

  /** Asserts that snapshots that could not start before the next was due were skipped. */
  private void assertOnTheGridOrLateByLessThanAnInterval() {
    long first = manifests().get(0).get("mono_ns").getAsLong();
    for (JsonObject manifest : manifests()) {
      long number = manifest.get("number").getAsLong();
      long late = manifest.get("mono_ns").getAsLong() - first - number * SECOND;
      assertTrue(late > -SECOND / 10 && late < SECOND, number + " is " + late + " ns late");
    }
  }

  /** SIGSTOP stands for a suspended machine. */
  @Test
  void sleepIsOneRunOfMissedSnapshotsAndThenTheGridAgain() throws Exception {
    Packaged program =
        Packaged.start(
            directory, "trace", "--interval=1s", "--snapshots=8", smallMachine(), "--output=out");
    awaitSnapshots(2);
    program.signal("STOP");
    Thread.sleep(3_500);
    program.signal("CONT");
    assertEquals(0, program.exitCode(), program::standardError);

    List<JsonObject> manifests = manifests();
    assertTrue(manifests.size() <= 6, "no burst of what was missed");
    long first = manifests.get(0).get("mono_ns").getAsLong();
    int missed = 0;
    for (JsonObject manifest : manifests) {
      missed += manifest.get("missed_before").getAsJsonArray().size();
      long offGrid = (manifest.get("mono_ns").getAsLong() - first) % SECOND;
      boolean isFirstAfterSleep = manifest.get("missed_before").getAsJsonArray().size() > 0;
      assertTrue(
          isFirstAfterSleep || Math.min(offGrid, SECOND - offGrid) < SECOND / 2,
          offGrid + " ns off the grid");
    }
    assertEquals(1, missed, "one run");
    assertTrue(Oracle.verify(directory.resolve("out")).isHealthy());
  }

  /**
   * Option for a machine of few processes, so that only the schedule decides when a snapshot is
   * taken.
   */
  private String smallMachine() throws IOException {
    return "--proc-root=" + SmallMachine.at(directory.resolve("proc"), 3);
  }

  private void awaitSnapshots(int count) {
    Packaged.await(
        count + " snapshots", () -> Packaged.snapshots(directory.resolve("out")).size() >= count);
  }

  private List<JsonObject> manifests() {
    List<JsonObject> manifests = new ArrayList<>();
    for (Path csv : Packaged.snapshots(directory.resolve("out"))) {
      manifests.add(Packaged.manifest(csv));
    }
    manifests.sort(Comparator.comparingLong(manifest -> manifest.get("number").getAsLong()));
    return manifests;
  }

  /** Creation time of pid 1 in that snapshot. */
  private String bornOfFirstProcess(JsonObject manifest) {
    Path csv =
        Packaged.snapshots(directory.resolve("out")).stream()
            .filter(file -> file.endsWith(manifest.get("snapshot").getAsString()))
            .findFirst()
            .orElseThrow();
    String row =
        Packaged.text(csv)
            .lines()
            .filter(line -> line.matches("[-0-9]+ [:0-9]+,1,.*"))
            .findFirst()
            .orElseThrow();
    String[] cells = row.split(",", -1);
    return cells[cells.length - 5];
  }

  /** Variables that fake the wall clock but not the monotonic clock. */
  private static Map<String, String> wallClock(String variable, String value) throws IOException {
    return Map.of(
        "LD_PRELOAD",
        libfaketime().toString(),
        "FAKETIME_NO_CACHE",
        "1",
        "FAKETIME_DONT_FAKE_MONOTONIC",
        "1",
        // Otherwise waits on the monotonic clock end at once, and the JVM spins. With a rate that
        // is
        // not 1 they never end.
        "FAKETIME_FORCE_MONOTONIC_FIX",
        value.contains(" x") ? "1" : "0",
        "TZ",
        "UTC",
        variable,
        value);
  }

  private static Path libfaketime() throws IOException {
    try (Stream<Path> libraries = Files.find(Path.of("/usr/lib"), 3, TimeIT::isLibfaketime)) {
      return libraries.findFirst().orElseThrow(() -> new AssertionError("faketime has no library"));
    }
  }

  private static boolean isLibfaketime(Path file, BasicFileAttributes attributes) {
    return file.endsWith("faketime/libfaketime.so.1");
  }

  private static void setClock(Path file, String offset) throws Exception {
    Path next = file.resolveSibling("next");
    Files.writeString(next, offset + "\n");
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
