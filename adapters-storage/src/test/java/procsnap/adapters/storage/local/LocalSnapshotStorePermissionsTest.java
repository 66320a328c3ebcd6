package procsnap.adapters.storage.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import procsnap.adapters.storage.ChildJvm;
import procsnap.adapters.storage.file.Directories;

/** Permissions of recordings: files 0600, directories 0700, whatever the umask. */
final class LocalSnapshotStorePermissionsTest {

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"000", "022", "077", "277"})
  void everythingIsAccessibleToItsOwnerAloneWhateverTheUmask(String umask) throws Exception {
    Path out = directory.resolve("out");
    try (ChildJvm recorder = ChildJvm.start(umask, OneSnapshotRecorder.class, out)) {
      assertEquals(0, recorder.exitCode());
    }

    List<Path> written;
    try (Stream<Path> all = Files.walk(out)) {
      written = all.toList();
    }
    for (Path path : written) {
      assertEquals(
          Files.isDirectory(path) ? "rwx------" : "rw-------",
          rights(path),
          () -> path + " under umask " + umask);
    }
    // out, a, b, the machine, the trace, process; .lock, .pid, machine-id; the trace's manifest
    // and end; the snapshot, its manifest, and the draft that was left open.
    assertEquals(6 + 3 + 2 + 3, written.size(), written::toString);
  }

  @Test
  void existingFileBecomesAccessibleToItsOwnerAlone() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));

    try (FileChannel opened = Directories.openFile(file)) {
      assertEquals("rw-------", rights(file), opened::toString);
    }
  }

  private static String rights(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
