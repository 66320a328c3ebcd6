package procsnap.adapters.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import procsnap.core.port.ProcessTable;
import procsnap.core.port.ProcessTableContract;
import procsnap.core.port.ProcessTableException;
import procsnap.core.process.ProcessReading;
import procsnap.core.process.TickClock;

/**
 * Our reader, OSHI and {@code ps}, held against one another on this machine: they must tell the
 * same of every process that rests and that {@code ps} sees unchanged before and after.
 */
class ThreeWitnessesTest implements ProcessTableContract {

  private static final int OUR_OWN = 20;

  private final OshiProcessTable oshi = new OshiProcessTable();
  private final List<Process> children = new ArrayList<>();

  /** What {@code ps} tells of a process. */
  private record PsLine(
      int parent, int threads, char state, long startSeconds, long virtualKb, String arguments) {}

  @Override
  public ProcessTable table() {
    return oshi;
  }

  /** There may be hardly any process but ours: in a container of its own, say. */
  @BeforeEach
  void startSomeThatRest() throws IOException {
    for (int i = 0; i < OUR_OWN; i++) {
      children.add(new ProcessBuilder("sleep", "60").start());
    }
  }

  @AfterEach
  void endThem() {
    children.forEach(Process::destroyForcibly);
  }

  @Test
  void allThreeTellTheSame() throws IOException, ProcessTableException {
    awaitSleep();
    ProcfsProcessTable ours = ProcfsProcessTable.open(ProcfsProcessTable.DEFAULT_ROOT);
    Map<Integer, PsLine> before = ps();
    Seen byUs = Seen.by(ours);
    Seen byOshi = Seen.by(oshi);
    Map<Integer, PsLine> after = ps();
    Seen byUsAgain = Seen.by(ours);
    int witnessed = 0;
    List<String> odd = new ArrayList<>();
    for (Map.Entry<Integer, PsLine> entry : before.entrySet()) {
      int pid = entry.getKey();
      PsLine ps = entry.getValue();
      if (ps.equals(after.get(pid)) && rested(pid, byUs, byUsAgain)) {
        witnessed++;
        compare(pid, ps, byUs.pid(pid), ours.tickClock(), "ours", odd);
        compare(pid, ps, byOshi.pid(pid), oshi.tickClock(), "OSHI's", odd);
        compareSizes(byUs.pid(pid), byOshi.pid(pid), odd);
      }
    }
    assertEquals(List.of(), odd);
    assertTrue(witnessed >= OUR_OWN, witnessed + " processes");
  }

  /** Until each of our own is what it is to be: between fork and exec it is still Java. */
  private void awaitSleep() throws ProcessTableException {
    Predicate<ProcessReading> asleep =
        reading -> reading.state() == 'S' && reading.comm().toString().equals("sleep");
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    Seen seen;
    do {
      assertTrue(System.nanoTime() < end, "they do not rest");
      seen = Seen.by(ProcfsProcessTable.open(ProcfsProcessTable.DEFAULT_ROOT));
    } while (!children.stream().map(child -> (int) child.pid()).map(seen::pid).allMatch(asleep));
  }

  /** Whether it used no CPU time in between; one that did may have changed and changed back. */
  private static boolean rested(int pid, Seen before, Seen after) {
    return before.pid(pid).cpuTicks() == after.pid(pid).cpuTicks();
  }

  private static void compare(
      int pid, PsLine ps, ProcessReading reading, TickClock clock, String whose, List<String> odd) {
    Instant started = clock.instantAt(reading.id().startTicks());
    boolean same =
        ps.parent == reading.parentPid()
            && ps.threads == reading.threads()
            && sameState(ps.state, reading.state())
            && Duration.between(Instant.ofEpochSecond(ps.startSeconds), started).abs().toMillis()
                <= 2_000
            && ps.virtualKb == reading.virtualBytes().orElse(-1) / 1024
            && sameCommandLine(ps, reading);
    if (!same) {
      odd.add(pid + " by ps: " + ps + ", " + whose + ": " + reading + " started " + started);
    }
  }

  /** What runs, sleeps or idles may do another of these a moment later; OSHI calls idling other. */
  private static boolean sameState(char one, char other) {
    return one == other || ("RSDI".indexOf(one) >= 0 && "RSDI?".indexOf(other) >= 0);
  }

  /** Where there are no arguments ps shows the name in brackets; odd characters it replaces. */
  private static boolean sameCommandLine(PsLine ps, ProcessReading reading) {
    String ours = reading.commandLine().orElseThrow().joined().toString();
    return ours.isEmpty()
        ? ps.arguments.startsWith("[")
        : !ours.matches("[ -~]*") || ps.arguments.equals(ours.stripTrailing());
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
