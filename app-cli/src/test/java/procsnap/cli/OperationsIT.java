package procsnap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import procsnap.core.verify.TraceReport;
import procsnap.fault.Oracle;
import procsnap.testing.Needs;

/** Requests to a running trace: its status, a pause, an extra snapshot, other settings. */
class OperationsIT {

  @TempDir private Path directory;

  @Test
  void traceThatGoesOnIsWellAndOneThatHangsIsNot() {
    Packaged trace = trace();
    JsonObject status = status(0);
    assertTrue(status.get("healthy").getAsBoolean(), status::toString);
    JsonObject told = status.getAsJsonObject("trace");
    assertEquals(trace.pid(), told.get("pid").getAsLong());
    assertTrue(told.get("snapshots").getAsLong() > 0, status::toString);
    trace.signal("STOP");
    Packaged.await("it is overdue", () -> Packaged.run(directory, "status").exitCode() == 1);
    String words = Packaged.run(directory, "status").standardOutput();
    assertTrue(words.contains("overdue"), words);
    trace.signal("CONT");
    Packaged.await("it goes on", () -> Packaged.run(directory, "status").exitCode() == 0);
    trace.stopBy("TERM");
    assertTrue(status(1).get("problems").toString().contains("no trace is recording"));
  }

  @Test
  void pauseIsToldInTheManifestsAndEndsWithResume() throws Exception {
    Packaged trace = trace();
    assertEquals(0, Packaged.run(directory, "pause").exitCode());
    Packaged.await("it pauses", () -> trace.standardError().contains("paused: nothing"));
    int before = snapshots().size();
    assertTrue(status(0).get("paused").getAsBoolean());
    Packaged.await(
        "two are missing", () -> status(0).getAsJsonObject("trace").get("missed").getAsLong() >= 2);
    assertEquals(before, snapshots().size());
    assertEquals(0, Packaged.run(directory, "resume").exitCode());
    Packaged.await("it goes on", () -> snapshots().size() > before);
    trace.stopBy("TERM");
    Path next = snapshots().get(before);
    assertTrue(Packaged.manifest(next).get("missed_before").toString().contains("paused"));
    TraceReport report = Oracle.verify(directory.resolve("procsnap-data"));
    assertTrue(report.isHealthy() && report.missed() >= 2, report::toString);
  }

  @Test
  void snapshotIsTakenNowAsATraceOfItsOwn() throws Exception {
    Packaged trace = Packaged.start(directory, "trace", "--interval=1h");
    Packaged.await("the first", () -> !snapshots().isEmpty());
    trace.signal("USR1");
    Packaged.await("another", () -> snapshots().size() == 2);
    Packaged.await("its end", () -> Packaged.files(directory, "end.json").size() == 1);
    assertTrue(trace.isAlive());
    trace.stopBy("TERM");
    TraceReport report = Oracle.verify(directory.resolve("procsnap-data"));
    assertTrue(report.isHealthy(), report::toString);
    assertEquals(2, report.complete());
    assertEquals(2, Packaged.files(directory, "manifest.json").size());
  }

  @Test
  void changedFileOfSettingsIsTakenOverWhereThatIsSafe() throws IOException {
    Path file = Files.writeString(directory.resolve("conf"), "interval = 1s\nquiet = true\n");
    Packaged trace = Packaged.start(directory, "trace", "--config=conf");
    Packaged.await("the first", () -> !snapshots().isEmpty());
    assertEquals("", trace.standardError());
    Files.writeString(file, "interval = 2s\nmin-free = 0\n");
    trace.signal("HUP");
    Packaged.await(
        "news", () -> trace.standardError().contains("interval is 2s from the next start"));
    Packaged.await("news", () -> trace.standardError().contains("min-free is 0 from now on"));
    Files.writeString(file, "interval = often\n");
    trace.signal("HUP");
    Packaged.await(
        "a refusal", () -> trace.standardError().contains("all settings keep their values"));
    assertTrue(trace.isAlive());
    trace.stopBy("TERM");
  }

  @Test
  void ledgerTellsEachObjectThatLeft() throws Exception {
    Path store = Files.createDirectory(directory.resolve("store"));
    Packaged trace = Packaged.run(directory, "trace", "-i1s", "-n2", "--store=" + store.toUri());
    assertEquals(0, trace.exitCode(), trace::standardError);
    List<String> ledger = Files.readAllLines(directory.resolve("procsnap-data/uploads.csv"));
    assertEquals("time,object,bytes,sha256", ledger.get(0));
    assertEquals(Packaged.files(store, "").size(), ledger.size() - 1);
    for (String line : ledger.subList(1, ledger.size())) {
      String[] cells = line.split(",", -1);
      Path object = Path.of(URI.create(cells[1]));
      assertEquals(Files.size(object), Long.parseLong(cells[2]), line);
      assertEquals(Packaged.sha256(Packaged.bytes(object)), cells[3], line);
    }
  }

  @Test
  void journalGetsPrioritiesInsteadOfTimes() throws Exception {
    Path log = Files.createFile(directory.resolve("log"));
    String stream = Files.getAttribute(log, "unix:dev") + ":" + Files.getAttribute(log, "unix:ino");
    ProcessBuilder builder =
        new ProcessBuilder(
                Packaged.LAUNCHER.toString(), "trace", "--snapshots=1", "--min-free=1000000GiB")
            .directory(directory.toFile())
            .redirectError(log.toFile());
    builder.environment().put("JOURNAL_STREAM", stream);
    assertEquals(1, builder.start().waitFor());
    List<String> lines = Files.readAllLines(log);
    assertTrue(lines.get(0).startsWith("<6>recording "), lines::toString);
    assertTrue(
        lines.stream().anyMatch(line -> line.startsWith("<4>snapshot 0 failed")), lines::toString);
  }

  @Test
  @Needs("python3")
  void systemdHearsThatItHasBegunAndGoesOn() throws Exception {
    Path heard = directory.resolve("heard");
    List<String> command =
        List.of(
            "python3",
            Path.of("src/test/resources/notify_socket.py").toAbsolutePath().toString(),
            heard.toString(),
            Packaged.LAUNCHER.toString(),
            "trace",
            "--interval=1h",
            "--duration=1h");
    Process manager = Packaged.begin(directory, command, directory.resolve("log"));
    Packaged.await(
        "signs of life",
        () -> Files.exists(heard) && Packaged.text(heard).split("WATCHDOG=1", -1).length > 3);
    manager.toHandle().descendants().forEach(ProcessHandle::destroy);
    assertEquals(0, manager.waitFor(), () -> Packaged.text(directory.resolve("log")));
    String all = Packaged.text(heard);
    assertTrue(all.contains("READY=1"), all);
    assertTrue(all.contains("STATUS=snapshot 0: "), all);
    assertTrue(all.contains("STOPPING=1"), all);
  }

  @Test
  @Needs("python3")
  void terminalShowsWhenTheNextSnapshotComesAndEndsTheTraceWithIt() throws Exception {
    Path shown = directory.resolve("shown");
    List<String> command =
        List.of(
            "python3",
            Path.of("src/test/resources/on_terminal.py").toAbsolutePath().toString(),
            shown.toString(),
            "next snapshot in 59:5",
            Packaged.LAUNCHER.toString(),
            "trace",
            "--interval=1h");
    assertEquals(0, Packaged.finish(directory, command, directory.resolve("log")));
    String text = Packaged.text(shown);
    assertTrue(text.contains("1 recorded, "), text);
    assertEquals(1, Packaged.files(directory, "end.json").size());
  }

  private Packaged trace() {
    Packaged trace = Packaged.start(directory, "trace", "--interval=1s");
    Packaged.await("the first snapshot", () -> !snapshots().isEmpty());
    Packaged.await("its status", () -> Packaged.run(directory, "status").exitCode() == 0);
    return trace;
  }

  private List<Path> snapshots() {
    return Packaged.files(directory, ".json").stream()
        .filter(file -> String.valueOf(file.getFileName()).startsWith("process_"))
        .map(file -> Path.of(file.toString().replace(".json", ".csv")))
        .toList();
  }

  private JsonObject status(int exitCode) {
    Packaged status = Packaged.run(directory, "status", "--json");
    assertEquals(exitCode, status.exitCode(), status::standardOutput);
    return JsonParser.parseString(status.standardOutput()).getAsJsonObject();
  }
}
