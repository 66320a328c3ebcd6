package procsnap.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import procsnap.adapters.storage.local.OutputDirectory;
import procsnap.cli.InProcess;
import procsnap.cli.Packaged;
import procsnap.cli.log.LogMessages;
import procsnap.cli.running.ExitCode;
import procsnap.cli.running.StopOnSignal;
import procsnap.fault.SmallMachine;

@ResourceLock(Resources.SYSTEM_ERR)
class TraceCommandTest {

  @TempDir private Path directory;

  private Path out;
  private String proc;

  @BeforeEach
  void smallMachine() throws IOException {
    out = directory.resolve("out");
    proc = "--proc-root=" + SmallMachine.at(directory.resolve("proc"), 2);
  }

  @Test
  void traceThatRecordsNothingFailsAndTheLastMessageSaysWhy() {
    InProcess trace = trace("--interval=1s", "--snapshots=2", "--min-free=1000000GiB");
    assertEquals(ExitCode.FAILED, trace.exitCode());
    List<String> failures =
        trace.errLines().stream().filter(line -> line.contains("snapshot 0 failed: ")).toList();
    assertEquals(1, failures.size(), trace::err);
    assertTrue(failures.get(0).contains("--min-free"), trace::err);
    assertTrue(
        trace.err().contains("finished: 0 snapshots, 0 rows, 0 bytes, 2 missed"), trace::err);
    String last = trace.errLines().get(trace.errLines().size() - 1);
    assertTrue(last.contains(" ERROR nothing was recorded: "), last);
    assertTrue(last.contains("--min-free"), last);
    assertEquals(List.of(), Packaged.snapshots(out));
  }

  @Test
  void settingsOfTheUsersFileHoldForATrace() throws IOException {
    Path file = directory.resolve("home/.config/procsnap/procsnap.properties");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "columns=ppid\nanonymous=true\n");
    InProcess trace =
        InProcess.run(
            Map.of("HOME", directory.resolve("home").toString()),
            "trace",
            "--snapshots=1",
            "--output=" + out,
            proc);
    assertEquals(ExitCode.OK, trace.exitCode(), trace::err);
    String csv = Packaged.text(Packaged.snapshots(out).get(0));
    assertTrue(csv.lines().findFirst().orElseThrow().endsWith(",ppid"), csv);
    Path manifest = Packaged.files(out, "manifest.json").get(0);
    assertEquals(
        "sha256",
        Packaged.json(manifest).getAsJsonObject("plan").get("command_lines").getAsString());
  }

  @Test
  void traceThatIsStoppedBeforeItsFirstSnapshotHasNotFailed() {
    StopOnSignal stop = new StopOnSignal();
    stop.signal().request();
    InProcess trace = InProcess.run(Map.of(), stop, "trace", "--output=" + out, proc);
    assertEquals(ExitCode.OK, trace.exitCode(), trace::err);
    assertTrue(trace.err().contains("stopped: 0 snapshots, 0 rows"), trace::err);
  }

  @Test
  void pausedTraceNamesTheCommandThatResumesIt() throws IOException {
    Files.createDirectory(out);
    OutputDirectory.pause(out, true);
    InProcess trace = trace("--snapshots=1");
    assertEquals(ExitCode.FAILED, trace.exitCode());
    assertTrue(
        trace
            .err()
            .contains(
                "paused: nothing is recorded or uploaded; to resume: procsnap resume"
                    + " --output "
                    + out
                    + "\n"),
        trace::err);
  }

  @Test
  void pendingUploadsAreCountedWithTheCommandThatSendsThem() throws IOException {
    String store = directory.resolve("no bucket").toUri().toString();
    InProcess trace = trace("--snapshots=1", "--store=" + store, "--prefix=p");
    assertEquals(ExitCode.PENDING, trace.exitCode(), trace::err);
    String last = trace.errLines().get(trace.errLines().size() - 1);
    assertTrue(
        last.endsWith(
            "3 uploads pending; to upload: procsnap upload --output "
                + out
                + " --prefix p --store "
                + store),
        last);
    assertTrue(trace.err().contains(" ERROR store rejected the upload, 3 uploads pending: "));
    Files.createDirectory(directory.resolve("no bucket"));
    InProcess upload = InProcess.run(typed(last.replaceFirst(".*: procsnap ", "")));
    assertEquals(ExitCode.OK, upload.exitCode(), upload::err);
    assertTrue(upload.err().contains("uploaded 4 objects, "), upload::err);
    assertTrue(upload.err().contains("; 0 uploads pending"), upload::err);
  }

  @Test
  void oldSnapshotsExpire() {
    InProcess trace = trace("-i1s", "-n4", "--retain=1s", "--retain-unsent", "--retain-size=1GiB");
    assertEquals(ExitCode.OK, trace.exitCode(), trace::err);
    assertTrue(Packaged.snapshots(out).size() < 4);
    InProcess verified = InProcess.run("verify", out.toString());
    assertEquals(ExitCode.OK, verified.exitCode(), verified::out);
    assertTrue(verified.out().contains(" expired by --retain, "), verified::out);
    Path manifest = Packaged.files(out, "manifest.json").get(0);
    assertEquals(
        "1", Packaged.json(manifest).getAsJsonObject("settings").get("retain_s").getAsString());
  }

  @Test
  void detailsOfTheTraceAreLoggedWithVerbose() {
    InProcess trace = trace("--snapshots=1", "-v", "--anonymous");
    assertTrue(trace.err().contains(" DEBUG command lines: sha256"), trace::err);
    assertTrue(
        trace
            .err()
            .matches("(?s).* DEBUG stored as \\S+; own cost: \\S+ ms CPU since last snapshot.*"),
        trace::err);
    assertEquals(LogMessages.pending(1), "1 upload pending");
  }

  private static String[] typed(String command) {
    return command.split(" ");
  }

  private InProcess trace(String... arguments) {
    List<String> all = new ArrayList<>(List.of("trace", "--output=" + out, proc));
    all.addAll(List.of(arguments));
    return InProcess.run(all.toArray(String[]::new));
  }
}
