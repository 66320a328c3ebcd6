package procsnap.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import procsnap.cli.Packaged;
import procsnap.core.verify.TraceReport;
import procsnap.testing.Needs;

/**
 * SIGKILL before system calls that change a file, from the first directory to the end of the trace,
 * and of an upload: what was reported as recorded exists, nothing is partial, and the next start
 * recovers the rest. In the long run that start is killed at each of its calls too.
 */
@Needs("strace")
@Execution(ExecutionMode.CONCURRENT)
class CrashIT {

  @TempDir private Path directory;

  /** A machine of one process, because strace slows each call down. */
  @BeforeEach
  void smallMachine() throws IOException {
    SmallMachine.at(directory.resolve("proc"), 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mkdir", "write", "fsync", "link", "unlink"})
  void killedAtEachCallOnceNothingIsLostOrHalf(String call) throws Exception {
    int kills = 0;
    for (int number = 1;
        killed(directory.resolve("out" + number), call, number);
        number += step(call)) {
      Path out = directory.resolve("out" + number);
      kills++;
      String where = "killed at " + call + " number " + number;
      long reported = reported();
      TraceReport before = Oracle.verify(out);
      assertEquals(0, before.damaged(), where);
      assertTrue(before.complete() >= reported, where);
      int again = 0;
      while (Extent.isLong() && killed(out, call, again + 1)) {
        again++;
        reported += reported();
        assertEquals(0, Oracle.verify(out).damaged(), where + " and at number " + again);
      }
      Packaged next =
          Packaged.run(directory, "snapshot", "-q", "--proc-root=proc", "--output=" + out);
      assertEquals(0, next.exitCode(), () -> where + ": " + next.standardError());
      TraceReport after = Oracle.verify(out);
      assertTrue(after.isHealthy(), where + ": " + after);
      assertTrue(after.complete() > reported, where + ": " + after);
    }
    System.out.println("killed at each " + call + ": " + kills + " times");
    assertTrue(kills >= 3, call + " was reached " + kills + " times");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fsync", "link", "unlink", "rmdir"})
  void killedAtEachCallOfAnUploadTheStoreHasAllOfItOnce(String call) throws Exception {
    Path recorded = directory.resolve("recorded");
    Packaged.run(directory, "snapshot", "-q", "--proc-root=proc", "--output=" + recorded);
    int kills = 0;
    boolean killed = true;
    for (int number = 1; killed; number += step(call)) {
      String where = "killed at " + call + " number " + number;
      Path out = directory.resolve("out" + number);
      Path store = Files.createDirectory(directory.resolve("store" + number));
      String[] upload = {"upload", "-q", "--output=" + out, "--store=" + store.toUri()};
      assertEquals(0, new ProcessBuilder("cp", "-a", recorded + "", out + "").start().waitFor());
      killed = killed(call, number, upload);
      kills += killed ? 1 : 0;
      for (int again = 1; killed && Extent.isLong(); again++) {
        assertEquals(0, Oracle.verifyStore(store).damaged(), where);
        if (!killed(call, again, upload)) {
          break;
        }
      }
      Packaged next = Packaged.run(directory, upload);
      assertEquals(0, next.exitCode(), () -> where + ": " + next.standardError());
      assertEquals(1, Oracle.verifyStore(store).complete(), where);
      assertTrue(Oracle.verifyStore(store).isHealthy(), where);
      assertEquals(List.of(), Packaged.files(out.resolve("linux_trace_v3_test"), ""), where);
    }
    System.out.println("killed at each " + call + " of an upload: " + kills + " times");
    assertTrue(kills >= 1, call + " was not reached");
  }

  /**
   * Distance of the calls to kill at: by default every fifth, or second, of the most frequent ones;
   * {@link CrashPointIT} covers the points between.
   */
  private static int step(String call) {
    if (Extent.isLong()) {
      return 1;
    }
    return switch (call) {
      case "write", "fsync" -> 5;
      case "unlink" -> 2;
      default -> 1;
    };
  }

  private boolean killed(Path out, String call, int number) throws Exception {
    String proc = "--proc-root=" + directory.resolve("proc");
    return killed(call, number, "trace", "--snapshots=1", "--output=" + out, proc);
  }

  /** Kills the program at that call of its main thread; returns whether it got that far. */
  private boolean killed(String call, int number, String... arguments) throws Exception {
    String inject = "inject=" + call + ":signal=KILL:when=" + number;
    // The program without its launcher: a shell writes too. With --seccomp-bpf strace 6.1 counts no
    // further than the first.
    List<String> command =
        Packaged.fromClassData(
            "strace", "-f", "-o", "/dev/null", "-e", "trace=" + call, "-e", inject);
    command.addAll(List.of(arguments));
    int exitCode = Packaged.finish(directory, command, directory.resolve("log"));
    assertTrue(exitCode == 0 || exitCode == 137, () -> Packaged.text(directory.resolve("log")));
    return exitCode == 137;
  }

  /** Number of snapshots that the program reported before it was killed. */
  private long reported() throws IOException {
    try (Stream<String> lines = Files.lines(directory.resolve("log"))) {
      return lines.filter(line -> line.matches(".* INFO snapshot \\d+: .*")).count();
    }
  }
}
