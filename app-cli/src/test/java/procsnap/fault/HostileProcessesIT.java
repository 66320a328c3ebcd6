package procsnap.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import procsnap.cli.Packaged;
import procsnap.testing.Needs;

/**
 * Hostile processes among honest ones: no honest row is lost, and a snapshot takes little more time
 * and memory.
 */
@Isolated("every other program would read them too")
class HostileProcessesIT {

  private static final int ENDLESS = Extent.of("endless", 10, 100);
  private static final int ODD = Extent.of("odd", 100, 1_000);
  private static final int HONEST = 50;

  /** Limit for each command line that is read up to the cap of 6 MiB: ten times what it takes. */
  private static final Duration A_LONG_ONE = Duration.ofMillis(500);

  private static final int MOST_RESIDENT_KIB = 128 * 1024;

  private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

  @TempDir private Path directory;

  @Test
  @Needs("python3")
  void honestRowsAreNeverLostToThem() throws Exception {
    List<Process> honest = new ArrayList<>();
    Process hostile = null;
    try {
      for (int i = 0; i < HONEST; i++) {
        honest.add(new ProcessBuilder("sleep", "1000." + i).start());
      }
      long quick = scanMillis(record("before"));
      hostile = hostile();
      JsonObject manifest = record("among");
      long slow = scanMillis(manifest);

      Path csv = Packaged.snapshots(directory.resolve("among")).get(0);
      String rows = Packaged.text(csv);
      for (int i = 0; i < HONEST; i++) {
        assertTrue(rows.contains("," + honest.get(i).pid() + ",sleep,sleep 1000." + i + ","));
      }
      assertEquals(ENDLESS, manifest.get("truncated").getAsInt());
      assertEquals(0, manifest.get("unreadable").getAsInt());
      assertEquals(0, manifest.get("timed_out").getAsInt());
      assertTrue(Oracle.verify(directory.resolve("among")).isHealthy());
      System.out.printf(
          "%d endless command lines, one of 6 MiB, %d odd processes, a fork storm:"
              + " %d rows in %d ms, without them %d ms%n",
          ENDLESS, ODD, manifest.get("rows").getAsInt(), slow, quick);
      long most = quick + 1_000 + (ENDLESS + 1) * A_LONG_ONE.toMillis();
      assertTrue(slow <= most, slow + " ms, the most is " + most);
    } finally {
      honest.forEach(Process::destroy);
      if (hostile != null) {
        hostile.destroyForcibly().waitFor();
      }
    }
  }

  @Test
  @Needs("python3")
  void memoryOfATraceStaysSmallAmongThem() throws Exception {
    Process hostile = hostile();
    try {
      Packaged program = Packaged.start(directory, "trace", "--interval=2s", "--output=out");
      Duration patience = A_LONG_ONE.multipliedBy(2L * (ENDLESS + 1)).plusSeconds(20);
      Packaged.await(
          "two snapshots",
          patience,
          () -> Packaged.snapshots(directory.resolve("out")).size() >= 2);
      Matcher peak = PEAK.matcher(Packaged.text(Path.of("/proc/" + program.pid() + "/status")));
      assertTrue(peak.find());
      System.out.println("resident at most among hostile processes: " + peak.group(1) + " KiB");
      program.stopBy("TERM");
      assertTrue(Integer.parseInt(peak.group(1)) < MOST_RESIDENT_KIB, peak.group(1) + " KiB");
    } finally {
      hostile.destroyForcibly().waitFor();
    }
  }

  /** Six MiB of the text that costs redaction the most time or memory. */
  @Test
  void redactionTakesLittleTimeAndMemoryWhateverTheyHold() throws Exception {
    List<String> lines = new ArrayList<>(List.of("honest\0--password\0x\0"));
    for (String piece :
        List.of("a ", "a\0", "\u00e4 ", "ab:", "\"password\":\"", "-----BEGIN ", "'\"", "-px\0")) {
      lines.add("mysql\0-e\0" + piece.repeat(6 * 1024 * 1024 / piece.length()));
    }
    SmallMachine.at(directory.resolve("proc"), lines);
    JsonObject manifest = record("out", "--proc-root=proc", "--redact");
    assertEquals(lines.size(), manifest.get("rows").getAsInt());
    String rows = Packaged.text(Packaged.snapshots(directory.resolve("out")).get(0));
    assertTrue(rows.contains(",honest --password ********,"), "an honest row");
    long most = lines.size() * A_LONG_ONE.toMillis();
    System.out.println(lines.size() + " command lines redacted in " + scanMillis(manifest) + " ms");
    assertTrue(scanMillis(manifest) < most, manifest::toString);
  }

  private JsonObject record(String output, String... options) {
    List<String> arguments = new ArrayList<>(List.of("snapshot", "--output=" + output));
    arguments.addAll(List.of(options));
    Packaged program = Packaged.run(directory, arguments.toArray(String[]::new));
    assertEquals(0, program.exitCode(), program::standardError);
    return Packaged.manifest(Packaged.snapshots(directory.resolve(output)).get(0));
  }

  private static long scanMillis(JsonObject manifest) {
    return manifest.get("scan_ms").getAsLong();
  }

  private Process hostile() throws IOException {
    Path script = directory.resolve("hostile_processes.py");
    try (InputStream in = HostileProcessesIT.class.getResourceAsStream("/hostile_processes.py")) {
      Files.write(script, in.readAllBytes());
    }
    Process process =
        new ProcessBuilder(
                "python3", script.toString(), Integer.toString(ENDLESS), Integer.toString(ODD), "1")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    assertEquals("ready", out.readLine());
    return process;
  }
}
