package procsnap.adapters.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import procsnap.core.process.TickClock;
import procsnap.testing.Needs;
import procsnap.testing.NeedsRoot;

/** Start times in namespaces with clocks of their own, next to the true ones. */
@NeedsRoot("it binds a file over /proc/uptime")
@Needs({"mount", "unshare"})
class BootClockTest {

  /** Time in which the JVM of a test starts beside others. */
  private static final long JUST_NOW = 30;

  @TempDir private Path directory;
  private long uptime;

  @BeforeEach
  void readTheTrueUptime() throws IOException {
    uptime = (long) Double.parseDouble(Files.readString(Path.of("/proc/uptime")).split(" ", 2)[0]);
  }

  @Test
  void agesAreTrueInThisWorld() throws Exception {
    assertTrueAges(startTimes(""));
  }

  /** As lxcfs does: the uptime is the container's, the start ticks are the host's. */
  @Test
  void madeUpUptimeDoesNotMoveStartTimes() throws Exception {
    Path madeUp = Files.writeString(directory.resolve("uptime"), "0.00 0.00\n");
    assertTrueAges(
        startTimes("unshare --mount sh -c 'mount --bind " + madeUp + " /proc/uptime && "));
  }

  /** Nearly all processes started before such a namespace was created. */
  @Test
  void timeNamespaceDoesNotMoveStartTimes() throws Exception {
    assertTrueAges(startTimes("unshare --time --boottime -" + (uptime - 1) + " --fork sh -c '"));
  }

  private void assertTrueAges(String[] ages) {
    long own = Long.parseLong(ages[0]);
    long oldest = Long.parseLong(ages[1]);
    assertTrue(own >= 0 && own < JUST_NOW, own + " s");
    assertTrue(Math.abs(oldest - uptime) < JUST_NOW, oldest + " s, up for " + uptime + " s");
  }

  private static String[] startTimes(String world) throws IOException, InterruptedException {
    Path core =
        Path.of(TickClock.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    Path java = Path.of(System.getProperty("java.home"), "bin/java");
    String command =
        java + " -cp target/classes:target/test-classes:" + core + " " + StartTimes.class.getName();
    Process process =
        new ProcessBuilder("sh", "-c", world + command + (world.isEmpty() ? "" : "'"))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said.strip().split("\n", -1);
  }
}
