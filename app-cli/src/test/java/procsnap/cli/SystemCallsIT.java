package procsnap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import procsnap.testing.Needs;

/**
 * What the packaged program asks of the kernel, counted: per process while it reads, and asleep.
 */
@Order(1)
class SystemCallsIT {

  private static final int CHILDREN = 50;

  /** Opened, told apart from a directory (by the JVM), read and closed: statm and cmdline. */
  private static final int READ_ONCE = 4;

  /** What stat costs the first snapshot; it is set to its start before it is read. */
  private static final int STAT_AT_FIRST = 5;

  /** A CPU sample does not close it. */
  private static final int STAT_KEPT = 4;

  /** From then on it is set to its start and read. */
  private static final int STAT_AGAIN = 2;

  private static final int MOST_WAKE_UPS_A_MINUTE = 60;

  private static final Pattern PROCESS_FILE =
      Pattern.compile("/proc/(\\d+)/(stat|statm|cmdline)\\b");
  private static final Pattern SWITCHES =
      Pattern.compile("^voluntary_ctxt_switches:\\s*(\\d+)$", Pattern.MULTILINE);

  @TempDir private Path directory;

  @Test
  @Needs("strace")
  void everyProcessCostsNoCallMoreThanNeeded() throws Exception {
    List<Process> children = new ArrayList<>();
    try {
      for (int i = 0; i < CHILDREN; i++) {
        children.add(new ProcessBuilder("sleep", "1000").start());
      }
      Path trace = directory.resolve("strace");
      // Two snapshots 6 s apart, and the CPU sample 5 s before the second.
      List<String> command =
          List.of(
              "strace",
              "--follow-forks",
              "--decode-fds=path",
              "-o",
              trace.toString(),
              Packaged.LAUNCHER.toString(),
              "trace",
              "--interval=6s",
              "--snapshots=2",
              "--quiet",
              "--output=out");
      Path log = directory.resolve("log");
      assertEquals(0, Packaged.finish(directory, command, log), () -> Packaged.text(log));

      Map<Long, Integer> calls = new HashMap<>();
      try (Stream<String> lines = Files.lines(trace, StandardCharsets.ISO_8859_1)) {
        // A call that another thread comes between takes two lines.
        lines
            .filter(line -> !line.contains(" resumed>"))
            .map(PROCESS_FILE::matcher)
            .filter(Matcher::find)
            .forEach(file -> calls.merge(Long.parseLong(file.group(1)), 1, Integer::sum));
      }
      for (Process child : children) {
        assertEquals(
            STAT_AT_FIRST + 2 * READ_ONCE + STAT_KEPT + STAT_AGAIN + 2 * READ_ONCE,
            calls.get(child.pid()));
      }
    } finally {
      children.forEach(Process::destroy);
    }
  }

  @Test
  void whileItSleepsItSleeps() throws Exception {
    Packaged program = Packaged.start(directory, "trace", "--output=out");
    Packaged.await("the first snapshot", () -> !Packaged.snapshots(directory).isEmpty());
    Thread.sleep(2_000);

    Map<Path, Long> before = wakeUps(program.pid());
    Thread.sleep(6_000);
    Map<Path, Long> after = wakeUps(program.pid());
    program.stopBy("TERM");

    long aMinute =
        10
            * after.entrySet().stream()
                .mapToLong(thread -> thread.getValue() - before.getOrDefault(thread.getKey(), 0L))
                .sum();
    System.out.println("wake-ups a minute while it sleeps: " + aMinute);
    assertTrue(aMinute <= MOST_WAKE_UPS_A_MINUTE, aMinute + " wake-ups a minute");
  }

  /** How often each thread of the process has gone to sleep by itself. */
  private static Map<Path, Long> wakeUps(long pid) throws IOException {
    try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
      return threads.collect(Collectors.toMap(thread -> thread, SystemCallsIT::switches));
    }
  }

  private static long switches(Path thread) {
    Matcher count = SWITCHES.matcher(Packaged.text(thread.resolve("status")));
    return count.find() ? Long.parseLong(count.group(1)) : 0;
  }
}
