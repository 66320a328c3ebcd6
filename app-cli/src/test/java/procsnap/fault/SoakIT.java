package procsnap.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import procsnap.cli.Packaged;
import procsnap.core.verify.TraceReport;

/**
 * A long trace at the shortest interval, with uploads: no snapshot is missed, and heap, memory,
 * threads and descriptors do not grow.
 */
@Execution(ExecutionMode.CONCURRENT)
@Order(1)
class SoakIT {

  private static final int SECONDS = Extent.of("soak", 40, 7_200);

  /** Time until everything has been loaded and compiled once. */
  private static final int WARM_UP_SECONDS = Math.max(20, SECONDS / 10);

  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
  private static final Pattern GENERATION =
      Pattern.compile("(?i)(?:def ?new|tenured)\\D*\\d+K, used (\\d+)K");

  /** Resources that the program holds at one time; sizes in KiB. */
  private record Held(long resident, int threads, int descriptors) {}

  @TempDir private Path directory;

  @Test
  void nothingGrowsAndNothingIsMissed() throws Exception {
    Path store = Files.createDirectory(directory.resolve("store"));
    Path log = directory.resolve("log");
    // The launcher forbids attaching, even to query the heap.
    List<String> command = Packaged.withoutLauncher("-Xms8m", "-Xmx64m", "-Xss512k");
    command.addAll(List.of("trace", "--interval=1s", "--snapshots=" + (SECONDS + 1)));
    command.addAll(List.of("--output=out", "--store=" + store.toUri()));
    Process program =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectError(log.toFile())
            .start();
    Thread.sleep(1_000L * WARM_UP_SECONDS);
    // The first query starts a thread that stays.
    long heapEarly = liveHeap(program.pid());
    Held early = held(program.pid());
    List<Held> all = new ArrayList<>();
    // For nine tenths of the rest: the program must still run for the last query.
    for (int samples = 0; samples < 100; samples++) {
      Thread.sleep(9L * (SECONDS - WARM_UP_SECONDS));
      all.add(held(program.pid()));
    }
    Held late = all.get(all.size() - 1);
    long heapLate = liveHeap(program.pid());
    System.out.printf(
        "%d s at an interval of 1 s: %s after %d s, %s at the end; heap %d and %d KiB%n",
        SECONDS, early, WARM_UP_SECONDS, late, heapEarly, heapLate);

    assertEquals(0, program.waitFor(), () -> Packaged.text(log));
    TraceReport report = Oracle.verify(store);
    assertEquals(SECONDS + 1, report.complete(), report::toString);
    assertEquals(0, report.missed(), report::toString);
    assertTrue(report.isHealthy(), report::toString);
    assertTrue(late.threads() <= early.threads(), "threads");
    assertTrue(late.resident() < early.resident() + 8 * 1024, "memory");
    assertTrue(heapEarly > 0 && heapLate < heapEarly + 2 * 1024, "heap");
    // One for each running process, see OpenStatCache.
    for (Held held : all) {
      assertTrue(held.descriptors() < 200 + processes(), () -> held + " descriptors");
    }
  }

  private static Held held(long pid) throws IOException {
    Path process = Path.of("/proc/" + pid);
    Matcher resident = RESIDENT.matcher(Packaged.text(process.resolve("status")));
    return new Held(
        resident.find() ? Long.parseLong(resident.group(1)) : 0,
        count(process.resolve("task")),
        count(process.resolve("fd")));
  }

  private static int processes() {
    return count(Path.of("/proc"));
  }

  private static int count(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      return (int) entries.count();
    } catch (IOException e) {
      return 0;
    }
  }

  /** Heap in use after a full collection, in KiB. */
  private static long liveHeap(long pid) throws Exception {
    jcmd(pid, "GC.run");
    Matcher generations = GENERATION.matcher(jcmd(pid, "GC.heap_info"));
    long used = 0;
    while (generations.find()) {
      used += Long.parseLong(generations.group(1));
    }
    return used;
  }

  private static String jcmd(long pid, String what) throws Exception {
    String jcmd = System.getProperty("java.home") + "/bin/jcmd";
    Process asked = new ProcessBuilder(jcmd, Long.toString(pid), what).start();
    String reported = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, asked.waitFor(), reported);
    return reported;
  }
}
