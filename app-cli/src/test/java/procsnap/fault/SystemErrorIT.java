package procsnap.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import procsnap.cli.Packaged;
import procsnap.core.verify.TraceReport;
import procsnap.testing.Needs;

/**
 * Each system call of a recording fails, once or from then on, with each error a disk can return:
 * what was reported as recorded exists, nothing is partial, and the next start recovers the rest.
 */
@Needs("strace")
@Execution(ExecutionMode.CONCURRENT)
@Order(1)
class SystemErrorIT {

  private static final int FAULTS = Extent.of("errors", 20, 2_000);

  private static final List<String> ERRORS =
      List.of(
          "EIO", "ENOSPC", "EDQUOT", "EROFS", "EACCES", "EPERM", "EMFILE", "ENFILE", "ENOMEM",
          "ESTALE", "EINTR");

  /**
   * Calls that change files, and how many of the last ones: all, except for openat, because the JVM
   * opens more files.
   */
  private static final Map<String, Integer> CALLS =
      new TreeMap<>(
          Map.of(
              "mkdir", Integer.MAX_VALUE,
              "write", Integer.MAX_VALUE,
              "fsync", Integer.MAX_VALUE,
              "link", Integer.MAX_VALUE,
              "unlink", Integer.MAX_VALUE,
              "chmod", Integer.MAX_VALUE,
              "openat", 40));

  /**
   * A fault to inject.
   *
   * @param when the number of the call, with a plus for all from then on
   */
  private record Fault(String call, String error, String when) {

    String stratum() {
      return call + (when.endsWith("+") ? " from then on" : " once");
    }

    @Override
    public String toString() {
      return call + " number " + when + " fails with " + error;
    }
  }

  @TempDir private Path directory;

  private Path proc;

  @BeforeEach
  void smallMachine() throws IOException {
    proc = SmallMachine.at(directory.resolve("proc"), 1);
  }

  @Test
  void nothingIsLostOrHalfWhateverFails() throws Exception {
    List<Fault> all = faults();
    Collections.shuffle(all, new Random(Extent.SEED));
    List<Fault> faults = stratified(all, FAULTS);
    Map<Integer, Integer> exitCodes = new TreeMap<>();
    int injected = 0;
    for (int i = 0; i < faults.size(); i++) {
      Fault fault = faults.get(i);
      Path out = directory.resolve("out" + i);
      Path calls = directory.resolve("calls");
      int exitCode = record(out, calls, "inject=" + injection(fault));
      exitCodes.merge(exitCode, 1, Integer::sum);
      injected += Packaged.text(calls).contains("(INJECTED)") ? 1 : 0;
      assertTrue(exitCode == 0 || exitCode == 1, () -> fault + ": " + log());

      if (exitCode == 1 && !fault.call().equals("write")) {
        // A failed write may be that of the log.
        assertTrue(
            log().contains(out + "/") || log().contains(out + ":"), () -> fault + ": " + log());
      }

      TraceReport report = Oracle.verify(out);
      assertEquals(0, report.damaged(), () -> fault + ": " + report);
      long reported = log().lines().filter(line -> line.matches(".* INFO snapshot 0: .*")).count();
      assertTrue(report.complete() >= reported, () -> fault + ": " + report + log());
      // If writing the log failed, the snapshot exists and was not reported.
      assertTrue(exitCode != 0 || report.complete() == 1, () -> fault + ": " + log());

      Packaged next =
          Packaged.run(directory, "snapshot", "-q", "--proc-root=proc", "--output=" + out);
      assertEquals(0, next.exitCode(), () -> fault + ": " + next.standardError());
      TraceReport after = Oracle.verify(out);
      assertTrue(after.isHealthy(), () -> fault + ": " + after);
      assertTrue(after.complete() > reported, () -> fault + ": " + after);
    }
    System.out.printf(
        "%d of %d faults, seed %d: %d injected, exit codes %s%n",
        faults.size(), all.size(), Extent.SEED, injected, exitCodes);
    // The number of files that the JVM opens varies.
    assertTrue(injected >= 0.9 * faults.size(), injected + " faults were injected");
  }

  /** As on some network file systems. The file itself must be durable all the same. */
  @Test
  void fileSystemThatCannotSyncDirectoriesIsToleratedWithOneWarning() throws Exception {
    Path out = Files.createDirectory(directory.resolve("out"));
    Path calls = directory.resolve("calls");
    String warning = " WARN " + out + " is on a file system that cannot sync directories";

    assertEquals(0, record(out, calls, "inject=fsync:error=EINVAL", "--trace-path=" + out), log());

    assertTrue(Packaged.text(calls).contains("(INJECTED)"));
    assertEquals(1, log().lines().filter(line -> line.contains(warning)).count(), log());
    assertEquals(1, Oracle.verify(out).complete());
    assertEquals(1, record(out, calls, "inject=fsync:error=EINVAL"), log());
    assertTrue(log().contains("/.manifest.json.part: fsync: Invalid argument"), log());
  }

  /**
   * Chooses that many faults, one of each stratum in turn, so that few faults cover every call that
   * fails once or from then on.
   */
  private static List<Fault> stratified(List<Fault> all, int count) {
    Map<String, Deque<Fault>> strata = new TreeMap<>();
    for (Fault fault : all) {
      strata.computeIfAbsent(fault.stratum(), stratum -> new ArrayDeque<>()).add(fault);
    }
    List<Fault> chosen = new ArrayList<>();
    while (chosen.size() < Math.min(count, all.size())) {
      for (Deque<Fault> stratum : strata.values()) {
        if (!stratum.isEmpty() && chosen.size() < count) {
          chosen.add(stratum.remove());
        }
      }
    }
    return chosen;
  }

  private static String injection(Fault fault) {
    return fault.call() + ":error=" + fault.error() + ":when=" + fault.when();
  }

  /** Each error at each call, once and from then on. Counts the calls first. */
  private List<Fault> faults() throws Exception {
    Path calls = directory.resolve("calls");
    assertEquals(
        0,
        record(directory.resolve("counted"), calls, "trace=" + String.join(",", CALLS.keySet())));
    List<Fault> faults = new ArrayList<>();
    for (Map.Entry<String, Integer> call : CALLS.entrySet()) {
      long count = SystemCalls.mostOfAThread(calls, call.getKey());
      for (long n = Math.max(1, count - call.getValue() + 1); n <= count; n++) {
        for (String error : ERRORS) {
          faults.add(new Fault(call.getKey(), error, Long.toString(n)));
          if (!error.equals("EINTR")) {
            // An interrupted call is repeated forever.
            faults.add(new Fault(call.getKey(), error, n + "+"));
          }
        }
      }
    }
    return faults;
  }

  private int record(Path out, Path calls, String traced, String... options) throws Exception {
    String only = traced.replaceFirst("^inject=([^:]*):.*", "trace=$1");
    List<String> command =
        Packaged.fromClassData(
            "strace", "-f", "--seccomp-bpf", "-o", calls.toString(), "-e", only, "-e", traced);
    command.addAll(command.indexOf("-e"), List.of(options));
    command.addAll(List.of("trace", "--snapshots=1", "--output=" + out, "--proc-root=" + proc));
    return Packaged.finish(directory, command, directory.resolve("log"));
  }

  private String log() {
    return Packaged.text(directory.resolve("log"));
  }
}
