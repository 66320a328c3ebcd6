package procsnap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import procsnap.adapters.storage.DirectoryObjectStore;
import procsnap.adapters.storage.RecordedFiles;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.TimeSource;
import procsnap.core.trace.StopSignal;
import procsnap.core.verify.TraceReport;
import procsnap.core.verify.TreeVerifier;
import procsnap.core.verify.VerifyEvents;

/**
 * SIGKILL before each system call that changes a file, from the first folder to the end of the
 * trace: what was told as recorded is there, nothing is there in part, and the next start puts the
 * rest in order. With {@code -Dprocsnap.crash.twice=true} that start is killed at each of its calls
 * too.
 */
class CrashIT {

  private static final boolean TWICE = Boolean.getBoolean("procsnap.crash.twice");

  @TempDir private Path folder;

  /** A machine of one process: under strace each call takes its time. */
  @BeforeEach
  void smallMachine() throws IOException {
    Path process = Files.createDirectories(folder.resolve("proc/42"));
    Files.writeString(folder.resolve("proc/uptime"), "1000.50 2000.00\n");
    Files.writeString(
        process.resolve("stat"), "42 (lonely) S 1 2 3 0 -1 4 5 6 7 8 10 20 0 0 20 0 3 0 500 9 9\n");
    Files.writeString(process.resolve("statm"), "1024 512 1 1 0 1 0\n");
    Files.writeString(process.resolve("cmdline"), "/bin/lonely\0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mkdir", "write", "fsync", "link", "unlink"})
  void killedAtEachCallOnceNothingIsLostOrHalf(String call) throws Exception {
    int kills = 0;
    while (killed(folder.resolve("out" + kills), call, kills + 1)) {
      Path out = folder.resolve("out" + kills);
      kills++;
      String where = "killed at " + call + " number " + kills;
      long told = told();
      TraceReport before = verify(out);
      assertEquals(0, before.damaged(), where);
      assertTrue(before.complete() >= told, where);
      int again = 0;
      while (TWICE && killed(out, call, again + 1)) {
        again++;
        told += told();
        assertEquals(0, verify(out).damaged(), where + " and at number " + again);
      }
      Packaged next = Packaged.run(folder, "snapshot", "-q", "--proc-root=proc", "--output=" + out);
      assertEquals(0, next.exitCode(), () -> where + ": " + next.standardError());
      TraceReport after = verify(out);
      assertTrue(after.isWell(), where + ": " + after);
      assertTrue(after.complete() > told, where + ": " + after);
    }
    System.out.println("killed at each " + call + ": " + kills + " times");
    assertTrue(kills >= 3, call + " was reached " + kills + " times");
  }

  /** Whether the program got as far as that call of its main thread. */
  private boolean killed(Path out, String call, int number) throws Exception {
    List<String> command = new ArrayList<>(List.of("strace", "-f", "-o", "/dev/null"));
    command.addAll(List.of("-e", "trace=" + call));
    command.addAll(List.of("-e", "inject=" + call + ":signal=KILL:when=" + number));
    // The program without its launcher: a shell writes too.
    command.addAll(Packaged.withoutLauncher("-XX:SharedArchiveFile=" + Packaged.ARCHIVE));
    command.addAll(List.of("trace", "--snapshots=1", "--output=" + out));
    command.add("--proc-root=" + folder.resolve("proc"));
    int exitCode = Packaged.finish(folder, command, folder.resolve("log"));
    assertTrue(exitCode == 0 || exitCode == 137, () -> Packaged.text(folder.resolve("log")));
    return exitCode == 137;
  }

  /** How many snapshots the program told of before it was killed. */
  private long told() throws IOException {
    try (Stream<String> lines = Files.lines(folder.resolve("log"))) {
      return lines.filter(line -> line.matches(".* INFO snapshot \\d+: .*")).count();
    }
  }

  private static TraceReport verify(Path out) throws ObjectStoreException {
    if (!Files.isDirectory(out)) {
      return TraceReport.NOTHING;
    }
    VerifyEvents nobody = new VerifyEvents() {};
    return new TreeVerifier(
            DirectoryObjectStore.withParts(out),
            new RecordedFiles(),
            TimeSource.system(),
            new StopSignal(),
            nobody)
        .verify()
        .orElseThrow();
  }
}
