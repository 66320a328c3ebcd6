package procsnap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import procsnap.adapters.storage.local.OutputDirectory;
import procsnap.testing.Needs;
import procsnap.testing.NeedsRoot;

/** In a container: processes of its own, and those of the host where its /proc is mounted. */
@NeedsRoot("it makes a container")
@Needs({"unshare", "mount"})
class ContainerIT {

  private static final String WARNING = "WARN only this container's own processes are visible";

  /** A container as container tools make them: a table of processes and of mounts of its own. */
  private static final String CONTAINER =
      """
      mkdir host && mount --bind /proc host && mount -t proc proc /proc &&
      sleep 1000 & exec "$0" snapshot --output=out "$@"
      """;

  @TempDir private Path directory;

  @Test
  void itsOwnProcessesAreRecordedWithAWarning() throws Exception {
    String log = inContainer();
    assertTrue(log.contains(WARNING), log);
    Path snapshot = Packaged.snapshots(directory).get(0);
    assertTrue(isContainer(snapshot));
    assertFalse(pids(snapshot).contains(ownPid()));
    assertTrue(pids(snapshot).contains("1"));
  }

  @Test
  void processesOfTheHostAreRecordedFromItsProc() throws Exception {
    String log = inContainer("--proc-root=host");
    Path snapshot = Packaged.snapshots(directory).get(0);
    assertTrue(pids(snapshot).contains(ownPid()));
    // The tests themselves may run in one.
    Path kernel = Path.of("/proc/2/comm");
    boolean nested = Files.notExists(kernel) || !Files.readString(kernel).equals("kthreadd\n");
    assertEquals(nested, log.contains(WARNING), log);
    assertEquals(nested, isContainer(snapshot));
  }

  @Test
  void traceInAContainerIsHealthySeenFromOutside() throws Exception {
    List<String> command =
        List.of(
            "unshare",
            "--pid",
            "--fork",
            "--mount-proc",
            "--kill-child",
            Packaged.LAUNCHER.toString(),
            "trace",
            "--output=out",
            "--interval=1h");
    Path log = directory.resolve("log");
    Process container = Packaged.begin(directory, command, log);
    try {
      Packaged.await("a snapshot", () -> Packaged.text(log).contains("snapshot 0: "));

      assertEquals("1\n", Packaged.text(directory.resolve("out/.pid")));
      Packaged status = Packaged.run(directory, "status", "--output=out");
      assertEquals(0, status.exitCode(), status::standardOutput);
    } finally {
      container.destroyForcibly().waitFor();
    }
    Packaged.await("the end", () -> !OutputDirectory.isHeld(directory.resolve("out")));
    // A process has the pid that it recorded, but records nothing.
    Packaged status = Packaged.run(directory, "status", "--output=out");
    assertEquals(1, status.exitCode(), status::standardOutput);
  }

  private String inContainer(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of("unshare", "--pid", "--fork", "--mount", "--kill-child", "sh", "-c"));
    command.addAll(List.of(CONTAINER, Packaged.LAUNCHER.toString()));
    command.addAll(List.of(arguments));
    Path log = directory.resolve("log");
    assertEquals(0, Packaged.finish(directory, command, log), () -> Packaged.text(log));
    return Packaged.text(log);
  }

  private static boolean isContainer(Path snapshot) {
    Path trace = snapshot.resolve("../../manifest.json").normalize();
    return Packaged.json(trace).getAsJsonObject("host").get("container").getAsBoolean();
  }

  private static List<String> pids(Path snapshot) {
    return Packaged.text(snapshot)
        .lines()
        .filter(line -> line.matches("[-0-9]+ [:0-9]+,\\d+,.*"))
        .map(line -> line.split(",", 3)[1])
        .toList();
  }

  private static String ownPid() {
    return Long.toString(ProcessHandle.current().pid());
  }
}
