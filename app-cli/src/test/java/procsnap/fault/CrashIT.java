package procsnap.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
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

  /** A trace and an upload of it that were not killed, with the calls that each made. */
  @TempDir private static Path whole;

  @TempDir private Path directory;

  @BeforeAll
  static void recordAndUploadOnce() throws Exception {
    CrashIT counted = new CrashIT();
    counted.directory = whole;
    counted.smallMachine();
    String calls = "trace=mkdir,write,fsync,link,unlink,rmdir";
    Path recorded = whole.resolve("recorded");
    assertEquals(0, counted.traced(whole.resolve("trace"), calls, counted.record(recorded)));
    String[] upload = counted.upload(1);
    Packaged.copy(recorded, whole.resolve("out1"));
    assertEquals(0, counted.traced(whole.resolve("upload"), calls, upload));
  }

  /** A machine of one process, because strace slows each call down. */
  @BeforeEach
  void smallMachine() throws IOException {
    SmallMachine.at(directory.resolve("proc"), 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mkdir", "write", "fsync", "link", "unlink"})
  void killedAtEachCallOnceNothingIsLostOrHalf(String call) throws Exception {
    int kills = 0;
    for (long number : numbers("trace", call)) {
      Path out = directory.resolve("out" + number);
      String where = "killed at " + call + " number " + number;
      kills += killed(call, number, record(out)) ? 1 : 0;
      long reported = reported();
      TraceReport before = Oracle.verify(out);
      assertEquals(0, before.damaged(), where);
      assertTrue(before.complete() >= reported, where);
      int again = 0;
      while (Extent.isLong() && killed(call, again + 1, record(out))) {
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
    assertTrue(kills >= 2, call + " was reached " + kills + " times");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fsync", "link", "unlink", "rmdir"})
  void killedAtEachCallOfAnUploadTheStoreHasAllOfItOnce(String call) throws Exception {
    int kills = 0;
    for (long number : numbers("upload", call)) {
      String where = "killed at " + call + " number " + number;
      String[] upload = upload(number);
      Path out = directory.resolve("out" + number);
      Path store = directory.resolve("store" + number);
      Packaged.copy(whole.resolve("recorded"), out);
      boolean killed = killed(call, number, upload);
      kills += killed ? 1 : 0;
      for (int again = 1; killed && Extent.isLong(); again++) {
        assertEquals(0, Oracle.verifyStore(store).damaged(), where);
        killed = killed(call, again, upload);
      }
      Packaged next = Packaged.run(directory, upload);
      assertEquals(0, next.exitCode(), () -> where + ": " + next.standardError());
      assertEquals(1, Oracle.verifyStore(store).complete(), where);
      assertTrue(Oracle.verifyStore(store).isHealthy(), where);
      assertEquals(List.of(), Packaged.files(out.resolve("linux_trace_v3_test"), ""), where);
    }
    System.out.println("killed at each " + call + " of an upload: " + kills + " times");
    assertTrue(kills >= 2, call + " was reached " + kills + " times");
  }

  /**
   * Numbers of the calls to kill at: by default each second of a few, and each fifth of the most
   * frequent ones; {@link CrashPointIT} covers the points between.
   */
  private static List<Long> numbers(String job, String call) throws IOException {
    long calls = SystemCalls.mostOfAThread(whole.resolve(job), call);
    int step = Extent.isLong() ? 1 : calls > 8 ? 5 : 2;
    return LongStream.rangeClosed(1, calls).filter(n -> n % step == 1 % step).boxed().toList();
  }

  private String[] record(Path out) {
    String proc = "--proc-root=" + directory.resolve("proc");
    return new String[] {"trace", "--snapshots=1", "--output=" + out, proc};
  }

  private String[] upload(long number) throws IOException {
    Path out = directory.resolve("out" + number);
    Path store = Files.createDirectory(directory.resolve("store" + number));
    return new String[] {"upload", "-q", "--output=" + out, "--store=" + store.toUri()};
  }

  /** Kills the program at that call of its main thread; returns whether it got that far. */
  private boolean killed(String call, long number, String... arguments) throws Exception {
    String inject = "inject=" + call + ":signal=KILL:when=" + number;
    int exitCode = traced(Path.of("/dev/null"), "trace=" + call, arguments, "-e", inject);
    assertTrue(exitCode == 0 || exitCode == 137, () -> Packaged.text(directory.resolve("log")));
    return exitCode == 137;
  }

  /** Runs the program under strace; returns its exit code. */
  private int traced(Path calls, String which, String[] arguments, String... options)
      throws Exception {
    // The program without its launcher: a shell writes too. With --seccomp-bpf strace 6.1 counts no
    // further than the first.
    List<String> strace = new ArrayList<>(List.of("strace", "-f", "-o", calls.toString(), "-e"));
    strace.add(which);
    strace.addAll(List.of(options));
    List<String> command = Packaged.fromClassData(strace.toArray(String[]::new));
    command.addAll(List.of(arguments));
    return Packaged.finish(directory, command, directory.resolve("log"));
  }

  /** Number of snapshots that the program reported before it was killed. */
  private long reported() throws IOException {
    try (Stream<String> lines = Files.lines(directory.resolve("log"))) {
      return lines.filter(line -> line.matches(".* INFO snapshot \\d+: .*")).count();
    }
  }
}
