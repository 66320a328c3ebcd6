package procsnap.adapters.storage.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import procsnap.adapters.format.csv.CsvTexts;
import procsnap.core.port.SnapshotStore;
import procsnap.core.port.StoreException;
import procsnap.core.trace.TraceDescriptions;
import procsnap.testing.Needs;
import procsnap.testing.NeedsRoot;

/**
 * Another user creates links, files and directories under procsnap's names in a world-writable
 * directory while a trace is recorded there: nothing is ever written to the targets of the links.
 */
@NeedsRoot("it runs an attacker as another user")
@Needs("python3")
final class LocalSnapshotStorePreCreationRaceTest {

  private static final int ROUNDS =
      Integer.getInteger(
          "procsnap.fault.races", Boolean.getBoolean("procsnap.fault.long") ? 100_000 : 200);

  private static final String NOBODY = "65534";

  /**
   * Creates and removes entries at random until its input ends, then prints how many it created.
   */
  private static final String ATTACKER =
      """
      import os, random, sys, threading
      os.setgid(%1$s); os.setuid(%1$s)
      shared, victim = sys.argv[1:]
      names = ["out", "linux_trace_v3_test", ".lock", ".pid", "machine-id", ".machine-id.part"]
      made = 0
      done = threading.Event()
      threading.Thread(target=lambda: (sys.stdin.read(), done.set()), daemon=True).start()
      while not done.is_set():
          path = os.path.join(shared, random.choice(names))
          try:
              kind = random.randrange(5)
              if kind == 0: os.symlink(victim, path)
              elif kind == 1: os.symlink(os.path.join(victim, "file"), path)
              elif kind == 2: os.mkdir(path, 0o777)
              elif kind == 3: os.mkfifo(path, 0o666)
              else: os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o666))
              made += 1
          except OSError:
              pass
          try:
              os.rmdir(path) if os.path.isdir(path) and not os.path.islink(path) else os.unlink(path)
          except OSError:
              pass
      print(made)
      """
          .formatted(NOBODY);

  @TempDir private Path temporary;

  @Test
  void nothingIsWrittenOutsideTheDirectory() throws Exception {
    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path shared = Files.createDirectory(temporary.resolve("shared"));
    Files.setAttribute(shared, "unix:mode", 01777);
    Path victim = Files.createDirectory(temporary.resolve("victim"));
    Files.writeString(victim.resolve("file"), "precious");
    Set<PosixFilePermission> rights = Files.getPosixFilePermissions(victim.resolve("file"));

    Process attacker =
        new ProcessBuilder("python3", "-c", ATTACKER, shared.toString(), victim.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    int recorded = 0;
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      // Half of the rounds record into a new subdirectory, half into the shared directory itself.
      Path output = round % 2 == 0 ? shared.resolve("out") : shared;
      if (record(output)) {
        recorded++;
      } else {
        refused++;
      }
      assertEquals(Set.of("file"), LocalTree.names(victim));
      assertEquals("precious", Files.readString(victim.resolve("file")));
      assertEquals(rights, Files.getPosixFilePermissions(victim.resolve("file")));
      deleteOwnFiles(shared);
    }
    attacker.getOutputStream().close();
    String made = attacker.inputReader().readLine();
    System.out.printf(
        "%d rounds beside %s links, files and directories of another user: %d recorded, %d refused%n",
        ROUNDS, made, recorded, refused);
    assertTrue(Integer.parseInt(made) > ROUNDS, "the attacker was there");
    assertTrue(refused > 0, "some are refused");
    assertTrue(recorded > 0, "some go through");
  }

  private static boolean record(Path output) {
    try {
      Optional<OutputDirectory> held = OutputDirectory.hold(output);
      if (held.isEmpty()) {
        return false;
      }
      try (OutputDirectory directory = held.get()) {
        SnapshotStore store =
            new LocalSnapshotStore(
                directory,
                "linux_trace_v3_test",
                directory.machineId(),
                "1.2.3",
                CsvTexts.PLAIN,
                () -> LocalTree.NO_MINIMUM);
        store.openTrace(TraceDescriptions.startedAt(LocalTree.START));
        LocalTree.publish(store, LocalTree.START);
        store.closeTrace(TraceDescriptions.stoppedAt(LocalTree.START, 1));
        return true;
      }
    } catch (IOException | StoreException e) {
      return false;
    }
  }

  private static void deleteOwnFiles(Path shared) throws IOException, InterruptedException {
    new ProcessBuilder("find", shared.toString(), "-mindepth", "1", "-user", "root", "-delete")
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
