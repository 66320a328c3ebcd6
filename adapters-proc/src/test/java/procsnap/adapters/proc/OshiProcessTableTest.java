package procsnap.adapters.proc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import procsnap.core.port.ProcessTable;
import procsnap.core.port.ProcessTableContract;
import procsnap.core.port.ProcessTableException;
import procsnap.core.process.ProcessReading;
import procsnap.core.process.TickClock;
import procsnap.testing.Needs;

/**
 * The reader of /proc, OSHI and {@code ps} compared on this machine: they must agree on every
 * process that is idle and that {@code ps} sees unchanged before and after.
 */
class OshiProcessTableTest implements ProcessTableContract {

  private static final int OUR_OWN = 20;

  /** Length to which command lines are compared; {@code ps} cuts them at 128 KiB. */
  private static final int SHOWN = 30_000;

  private final OshiProcessTable oshi = new OshiProcessTable();
  private final List<Process> children = new ArrayList<>();

  /** One line of {@code ps}. */
  private record PsLine(
      int parent, int threads, char state, long startSeconds, long virtualKb, String arguments) {}

  @Override
  public ProcessTable table() {
    return oshi;
  }

  /** Starts some, because there may be hardly any others, for example in a container. */
  @BeforeEach
  void startSomeThatRest() throws IOException {
    for (int i = 0; i < OUR_OWN; i++) {
      children.add(new ProcessBuilder("sleep", "60").start());
    }
    String script = "read line\n\n# behind an empty line";
    children.add(new ProcessBuilder("sh", "-c", script, "sh", "", "behind an empty one").start());
  }

  @AfterEach
  void endThem() {
    children.forEach(Process::destroyForcibly);
  }

  @Test
  @Needs("ps")
  void allThreeTellTheSame() throws IOException, ProcessTableException {
    awaitSleep();
    ProcfsProcessTable ours = ProcfsProcessTable.open(ProcfsProcessTable.DEFAULT_ROOT);
    Map<Integer, Long> switches = switches();
    Map<Integer, PsLine> before = ps();
    Seen byUs = Seen.by(ours);
    Seen byOshi = Seen.by(oshi);
    Map<Integer, PsLine> after = ps();
    Map<Integer, Long> switchesAfter = switches();
    int witnessed = 0;
    List<String> odd = new ArrayList<>();
    for (Map.Entry<Integer, PsLine> entry : before.entrySet()) {
      int pid = entry.getKey();
      PsLine ps = entry.getValue();
      boolean rested =
          switches.containsKey(pid) && switches.get(pid).equals(switchesAfter.get(pid));
      if (rested && ps.equals(after.get(pid))) {
        witnessed++;
        compare(pid, ps, byUs.pid(pid), ours.tickClock(), odd);
        compare(pid, ps, byOshi.pid(pid), oshi.tickClock(), odd);
        compareCommandLines(pid, ps, byUs.pid(pid), byOshi.pid(pid), odd);
        compareSizes(byUs.pid(pid), byOshi.pid(pid), odd);
      }
    }
    assertEquals(List.of(), odd);
    assertTrue(witnessed >= OUR_OWN, witnessed + " processes");
  }

  /** Waits until each child runs its program: between fork and exec it is still Java. */
  private void awaitSleep() throws ProcessTableException {
    Predicate<ProcessReading> asleep =
        reading -> reading.state() == 'S' && !reading.comm().toString().equals("java");
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    Seen seen;
    do {
      assertTrue(System.nanoTime() < end, "they do not rest");
      seen = Seen.by(ProcfsProcessTable.open(ProcfsProcessTable.DEFAULT_ROOT));
    } while (!children.stream().map(child -> (int) child.pid()).map(seen::pid).allMatch(asleep));
  }

  /** Context switches of each process; one without any has not changed. */
  private static Map<Integer, Long> switches() throws IOException {
    Map<Integer, Long> switches = new HashMap<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[1-9]*")) {
      for (Path process : processes) {
        try (Stream<Path> threads = Files.list(process.resolve("task"))) {
          long sum = threads.mapToLong(OshiProcessTableTest::switchesOfThread).sum();
          switches.put(Integer.valueOf(process.getFileName().toString()), sum);
        } catch (NoSuchFileException | UncheckedIOException e) {
          // It has ended.
        }
      }
    }
    return switches;
  }

  private static long switchesOfThread(Path thread) {
    try (Stream<String> lines = Files.lines(thread.resolve("status"), ISO_8859_1)) {
      return lines
          .filter(line -> line.contains("voluntary_ctxt_switches:"))
          .mapToLong(line -> Long.parseLong(line.split("\\s+", 2)[1]))
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void compare(
      int pid, PsLine ps, ProcessReading reading, TickClock clock, List<String> odd) {
    Instant started = clock.instantAt(reading.id().startTicks());
    boolean same =
        ps.parent == reading.parentPid()
            && ps.threads == reading.threads()
            && sameState(ps.state, reading.state())
            && Duration.between(Instant.ofEpochSecond(ps.startSeconds), started).abs().toMillis()
                <= 2_000
            && ps.virtualKb == reading.virtualBytes().orElse(-1) / 1024;
    if (!same) {
      odd.add(pid + " by ps: " + ps + ", by another: " + reading + " started " + started);
    }
  }

  /**
   * Whether two states may be the same: running, sleeping and idle alternate; OSHI reports idle as
   * other.
   */
  private static boolean sameState(char one, char other) {
    return one == other || ("RSDI".indexOf(one) >= 0 && "RSDI?".indexOf(other) >= 0);
  }

  /** OSHI ends a command line at its first empty argument or line. */
  private static void compareCommandLines(
      int pid, PsLine ps, ProcessReading ours, ProcessReading oshis, List<String> odd) {
    String byPs = shown(ps.arguments);
    String byUs = shown(ours.commandLine().orElseThrow().joined().toString());
    String byOshi = shown(oshis.commandLine().orElseThrow().joined().toString());
    boolean sameAsPs = byUs.isEmpty() ? byPs.startsWith("[") : byUs.equals(byPs);
    if (!sameAsPs || !byUs.startsWith(byOshi)) {
      odd.add(pid + " by ps: " + byPs + ", by us: " + byUs + ", by OSHI: " + byOshi);
    }
  }

  /** {@code ps} prints line ends as spaces and unprintable characters in its own way. */
  private static String shown(String commandLine) {
    String shown = commandLine.replace('\n', ' ').replaceAll("[^ -~]|[?]", "");
    return shown.substring(0, Math.min(shown.length(), SHOWN)).strip();
  }

  private static void compareSizes(ProcessReading ours, ProcessReading oshis, List<String> odd) {
    long difference =
        Math.abs(ours.residentBytes().orElseThrow() - oshis.residentBytes().orElseThrow());
    if (difference > Math.max(1 << 20, ours.residentBytes().orElseThrow() / 10)) {
      odd.add("resident size: " + ours + " and " + oshis);
    }
  }

  private static Map<Integer, PsLine> ps() throws IOException {
    Process ps =
        new ProcessBuilder("ps", "-ww", "-eo", "pid=,ppid=,nlwp=,state=,lstart=,vsz=,args=")
            .start();
    String text = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Map<Integer, PsLine> lines = new HashMap<>();
    DateTimeFormatter lstart = DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss uuuu", Locale.ROOT);
    for (String line : text.lines().toList()) {
      String[] fields = line.strip().split("\\s+", 11);
      if (fields.length == 11) {
        String date = String.join(" ", List.of(fields).subList(4, 9));
        long started =
            LocalDateTime.parse(date, lstart).atZone(ZoneId.systemDefault()).toEpochSecond();
        lines.put(
            Integer.valueOf(fields[0]),
            new PsLine(
                Integer.parseInt(fields[1]),
                Integer.parseInt(fields[2]),
                fields[3].charAt(0),
                started,
                Long.parseLong(fields[9]),
                fields[10]));
      }
    }
    return lines;
  }
}
