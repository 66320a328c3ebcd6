package procsnap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import procsnap.fault.SmallMachine;

/** {@code procsnap verify} on what the packaged program recorded. */
class VerifyIT {

  private static final int MANY = 5_200;

  @TempDir private Path directory;

  private void recordThreeSnapshots() {
    assertEquals(
        0, Packaged.run(directory, "trace", "--interval=1s", "--snapshots=3", "-q").exitCode());
  }

  @Test
  void wholeTraceIsHealthyAndTheDirectoryNeedNotBeNamed() {
    recordThreeSnapshots();
    Packaged program = Packaged.run(directory, "verify");
    assertEquals(0, program.exitCode(), program::standardError);
    List<String> lines = program.standardOutput().lines().toList();
    assertEquals(2, lines.size());
    assertTrue(lines.get(0).startsWith("linux_trace_v3_test/"), lines.get(0));
    assertTrue(lines.get(1).startsWith("healthy: 1 trace, 3 snapshots complete, "), lines.get(1));
    assertEquals("", program.standardError());
  }

  /** One directory with more files than a listing holds at a time, in a heap of 12 MiB. */
  @Test
  void memoryDoesNotGrowWithTheTree() throws Exception {
    Path proc = SmallMachine.at(directory.resolve("proc"), 50);
    Packaged.run(directory, "snapshot", "--proc-root=" + proc);
    Path csv = Packaged.snapshots(directory).get(0);
    Path manifest = Path.of(csv.toString().replace(".csv", ".json"));
    String text = Files.readString(manifest);
    Path process = Files.createDirectories(directory.resolve("large/20261123_000000_000/process"));
    for (int number = 0; number < MANY; number++) {
      String stem = String.format("process_20261123_%06d_000", number);
      Files.createLink(process.resolve(stem + ".csv"), csv);
      Files.writeString(
          process.resolve(stem + ".json"),
          text.replaceFirst("\"snapshot\": \"\\S+\"", "\"snapshot\": \"" + stem + ".csv\"")
              .replaceFirst("\"number\": 0", "\"number\": " + number));
    }
    Files.copy(csv.resolveSibling("../manifest.json"), process.resolveSibling("manifest.json"));
    List<String> command = Packaged.withoutLauncher("-Xmx12m");
    command.addAll(List.of("verify", "large"));
    int exitCode = Packaged.finish(directory, command, directory.resolve("log"));
    String log = Packaged.text(directory.resolve("log"));
    assertEquals(0, exitCode, log);
    assertTrue(log.contains("healthy: 1 trace, " + MANY + " snapshots complete"), log);
  }
}
