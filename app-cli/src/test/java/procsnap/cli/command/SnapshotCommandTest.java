package procsnap.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
class SnapshotCommandTest {

  @TempDir private Path directory;

  private Path out;
  private String proc;

  @BeforeEach
  void smallMachine() throws IOException {
    out = directory.resolve("out");
    proc = "--proc-root=" + SmallMachine.at(directory.resolve("proc"), 2);
  }

  @Test
  void csvGoesToStandardOutputAndNothingElse() {
    InProcess program = InProcess.run("snapshot", "--output=-", proc);
    assertEquals(ExitCode.OK, program.exitCode(), program::err);
    assertEquals("", program.err());
    List<String> lines = program.out().lines().toList();
    assertEquals(3, lines.size());
    assertTrue(lines.get(0).startsWith("timestamp,pid,name,cmdline,"), program::out);
    assertTrue(lines.get(2).contains(",43,small,/bin/small,"), program::out);
  }

  @Test
  void directoryGetsATraceOfOneSnapshot() {
    InProcess program = InProcess.run("snapshot", "--output=" + out, "--machine-id=M", proc);
    assertEquals(ExitCode.OK, program.exitCode(), program::err);
    assertEquals(1, Packaged.snapshots(out).size());
    assertEquals(3, Packaged.files(out, ".json").size());
    List<String> lines = program.errLines();
    assertEquals(3, lines.size());
    assertTrue(lines.get(0).contains(" INFO recording machine M into " + out), program::err);
    assertTrue(lines.get(1).contains(" INFO snapshot 0: 2 rows in "), program::err);
    assertTrue(
        lines.get(2).matches(".* INFO finished: 1 snapshot, 2 rows, \\d+ bytes, 0 missed, in .*"),
        program::err);
  }

  @Test
  void optionWinsOverItsEnvironmentVariable() {
    InProcess program =
        InProcess.run(
            Map.of(
                "PROCSNAP_MACHINE_ID", "FROM_ENVIRONMENT",
                "PROCSNAP_PREFIX", "from/environment",
                "PROCSNAP_NO_HEADER", "true"),
            "snapshot",
            "--prefix=given",
            "--output=" + out,
            proc);
    assertEquals(ExitCode.OK, program.exitCode(), program::err);
    List<Path> snapshots = Packaged.snapshots(out.resolve("given/FROM_ENVIRONMENT"));
    assertEquals(1, snapshots.size());
    assertTrue(!Packaged.text(snapshots.get(0)).startsWith("timestamp"));
  }

  @Test
  void snapshotThatIsNotPublishedIsAFailureWhereverItWasToGo() {
    InProcess program =
        InProcess.run(
            "snapshot", "--output=" + out, "--min-free=1000000GiB", "--machine-id=M", proc);
    assertEquals(ExitCode.FAILED, program.exitCode());
    assertLastSays(program, "--min-free");
    for (String output : List.of("-", out.toString())) {
      StopOnSignal stop = new StopOnSignal();
      stop.signal().request();
      InProcess stopped = InProcess.run(Map.of(), stop, "snapshot", "--output=" + output, proc);
      assertEquals(ExitCode.FAILED, stopped.exitCode());
      assertLastSays(stopped, "");
    }
    assertEquals(List.of(), Packaged.snapshots(out));
  }

  @Test
  void heldDirectoryIsLeftAloneAndItsHolderNamed() throws IOException {
    try (OutputDirectory held = OutputDirectory.hold(out).orElseThrow()) {
      InProcess program = InProcess.run("snapshot", "--output=" + held.path(), proc);
      assertEquals(ExitCode.HELD, program.exitCode());
      assertTrue(
          program
              .err()
              .contains(
                  " ERROR another procsnap (pid "
                      + ProcessHandle.current().pid()
                      + ") is recording into "
                      + out
                      + ": stop it, or choose another --output"),
          program::err);
    }
    assertEquals(ExitCode.OK, InProcess.run("snapshot", "--output=" + out, proc).exitCode());
  }

  @Test
  void recoveryFromACrashIsReported() throws IOException {
    InProcess.run("snapshot", "--output=" + out, "--machine-id=M", proc);
    Path csv = Packaged.snapshots(out).get(0);
    Files.delete(Path.of(csv.toString().replace(".csv", ".json")));
    Files.delete(Packaged.files(out, "end.json").get(0));
    Files.createFile(csv.resolveSibling(".process_20200101_000000_000.csv.part"));
    InProcess program = InProcess.run("snapshot", "--output=" + out, "--machine-id=M", proc);
    assertEquals(ExitCode.OK, program.exitCode());
    assertTrue(program.errLines().get(0).contains(" WARN recovered from a crash: "), program::err);
    assertTrue(program.errLines().get(0).contains("1 partial file deleted"), program::err);
  }

  private static void assertLastSays(InProcess program, String why) {
    String last = program.errLines().get(program.errLines().size() - 1);
    String head = LogMessages.NOTHING_RECORDED.replace("{}", "");
    assertTrue(last.contains(" ERROR " + head) && last.contains(why), program::err);
  }
}
