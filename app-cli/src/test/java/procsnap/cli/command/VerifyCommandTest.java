package procsnap.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import procsnap.cli.InProcess;
import procsnap.cli.Packaged;
import procsnap.cli.log.LogMessages;
import procsnap.cli.running.ExitCode;
import procsnap.cli.running.StopOnSignal;
import procsnap.fault.SmallMachine;

@ResourceLock(Resources.SYSTEM_ERR)
class VerifyCommandTest {

  @TempDir private static Path recorded;

  @TempDir private Path directory;

  private Path out;

  @BeforeAll
  static void recordATraceOfThree() throws IOException {
    Path proc = SmallMachine.at(recorded.resolve("proc"), 1);
    String output = "--output=" + recorded.resolve("out");
    InProcess trace = InProcess.run("trace", "-i1s", "-n3", "-q", output, "--proc-root=" + proc);
    assertEquals(ExitCode.OK, trace.exitCode(), trace::err);
    assertEquals("", trace.err());
  }

  @BeforeEach
  void copyTheTrace() throws Exception {
    out = directory.resolve("out");
    Packaged.copy(recorded.resolve("out"), out);
  }

  @Test
  void wholeTraceIsHealthy() {
    InProcess program = InProcess.run("verify", out.toString());
    assertEquals(ExitCode.OK, program.exitCode(), program::err);
    List<String> lines = program.out().lines().toList();
    assertEquals(2, lines.size());
    assertTrue(lines.get(0).startsWith("linux_trace_v3_test/"), lines.get(0));
    assertTrue(
        lines.get(1).matches("healthy: 1 trace, 3 snapshots complete, 3 rows, \\d+ KiB"),
        lines.get(1));
    assertEquals("", program.err());
  }

  @Test
  void damageIsReportedInWordsAndInJson() throws IOException {
    Path csv = Packaged.snapshots(out).get(1);
    Files.writeString(csv, Files.readString(csv).replaceFirst("sleeping", "SLEEPING"));
    Files.delete(Packaged.snapshots(out).get(2));
    Path orphan = csv.resolveSibling(".process_20200101_000000_000.csv.part");
    Files.createFile(orphan);

    InProcess words = InProcess.run("verify", out.toString());
    assertEquals(ExitCode.FAILED, words.exitCode());
    assertTrue(words.out().contains("damaged: "), words::out);
    assertTrue(words.out().contains(csv.getFileName() + ": "), words::out);
    assertTrue(words.out().contains("orphaned: "), words::out);
    assertTrue(words.out().contains(orphan.getFileName() + ": never published\n"), words::out);
    assertTrue(
        words
            .out()
            .contains(
                "\nproblems found: 1 trace, 1 snapshot complete, 1 missing, 1 damaged, 1 orphaned, "
                    + "1 row, "),
        words::out);

    InProcess json = InProcess.run("verify", "--json", out.toString());
    assertEquals(ExitCode.FAILED, json.exitCode());
    List<JsonObject> lines =
        json.out().lines().map(line -> JsonParser.parseString(line).getAsJsonObject()).toList();
    assertEquals(
        List.of("damaged", "missing", "orphaned", "total", "trace"),
        lines.stream().map(line -> line.get("type").getAsString()).sorted().toList());
    JsonObject total = lines.get(lines.size() - 1);
    assertEquals(1, total.get("complete").getAsLong());
    assertEquals(1, total.get("orphaned").getAsLong());
    assertEquals(false, total.get("healthy").getAsBoolean());
    assertEquals(List.of("type", "path", "problem"), List.copyOf(lines.get(0).keySet()), json::out);
  }

  @Test
  void traceWithoutAnEndMayStillBeRecording() throws IOException {
    Files.delete(Packaged.files(out, "end.json").get(0));
    InProcess program = InProcess.run("verify", out.toString());
    assertEquals(ExitCode.OK, program.exitCode());
    assertTrue(program.out().contains("; still recording or interrupted\n"), program::out);
  }

  @Test
  void directoryWithoutATraceIsAProblem() throws IOException {
    Path empty = Files.createDirectory(directory.resolve("empty"));
    InProcess program = InProcess.run("verify", empty.toString());
    assertEquals(ExitCode.FAILED, program.exitCode());
    assertTrue(program.err().contains(LogMessages.NO_TRACE), program::err);
  }

  @Test
  void verificationThatIsStoppedIsIncomplete() {
    StopOnSignal stop = new StopOnSignal();
    stop.signal().request();
    InProcess program = InProcess.run(Map.of(), stop, "verify", out.toString());
    assertEquals(ExitCode.FAILED, program.exitCode());
    assertTrue(program.err().contains(LogMessages.VERIFY_INTERRUPTED), program::err);
  }

  @Test
  void storeIsVerifiedAsADirectoryIs() {
    InProcess program = InProcess.run("verify", out.toUri().toString());
    assertEquals(ExitCode.OK, program.exitCode(), program::err);
    InProcess gone = InProcess.run("verify", "file:///nowhere/at/all");
    assertEquals(ExitCode.FAILED, gone.exitCode());
    assertTrue(gone.err().contains(" ERROR "), gone::err);
  }
}
