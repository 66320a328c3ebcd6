package procsnap.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import procsnap.adapters.storage.local.OutputDirectory;
import procsnap.cli.InProcess;
import procsnap.cli.running.ExitCode;
import procsnap.fault.SmallMachine;

@ResourceLock(Resources.SYSTEM_ERR)
class StatusCommandTest {

  @TempDir private Path directory;

  @Test
  void directoryWithoutATraceIsUnhealthyAndTheWayToStartOneIsNamed() {
    InProcess words = InProcess.run("status", "--output=" + directory);
    assertEquals(ExitCode.FAILED, words.exitCode());
    List<String> lines = words.out().lines().toList();
    assertEquals("state          unhealthy", lines.get(0));
    assertEquals(
        "problem        no trace is recording into this directory; to start one: procsnap trace"
            + " --output "
            + directory,
        lines.get(1));
    JsonObject json =
        JsonParser.parseString(InProcess.run("status", "--json", "--output=" + directory).out())
            .getAsJsonObject();
    assertEquals(List.of("healthy", "paused", "pending", "problems"), List.copyOf(json.keySet()));
    assertEquals(false, json.get("healthy").getAsBoolean());
  }

  @Test
  void traceThatIsRecordingIsHealthy() throws IOException {
    Path proc = SmallMachine.at(directory.resolve("proc"), 1);
    String output = "--output=" + directory.resolve("out");
    InProcess.run("trace", "-n1", "-q", output, "--proc-root=" + proc);
    // The trace has ended in this process; what it has reported is still true while it is held.
    try (OutputDirectory held = OutputDirectory.hold(directory.resolve("out")).orElseThrow()) {
      InProcess words = InProcess.run("status", "--output=" + held.path());
      assertEquals(ExitCode.OK, words.exitCode(), words::out);
      String out = words.out();
      assertTrue(out.startsWith("state          healthy\n"), out);
      assertTrue(out.contains("\nsnapshots      1 recorded, 0 missed\n"), out);
      assertTrue(out.matches("(?s).*\nlast snapshot  \\S+, 1 row in \\d+ ms\n.*"), out);
      OutputDirectory.pause(held.path(), true);
      InProcess paused = InProcess.run("status", "--output=" + held.path());
      assertTrue(paused.out().startsWith("state          paused\n"), paused::out);
    }
  }
}
