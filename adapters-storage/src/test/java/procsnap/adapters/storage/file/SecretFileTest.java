package procsnap.adapters.storage.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Permissions and size limit of secret files. */
final class SecretFileTest {

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"rw-------", "r--------", "rw-rw----", "r--r-----"})
  void secretReadableByOwnerAndGroupIsRead(String rights) throws IOException {
    Path file = Secrets.write(directory.resolve("key"), "secret");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));

    assertArrayEquals("secret".getBytes(StandardCharsets.UTF_8), SecretFile.read(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r--r--", "rw----r--", "rw-----w-"})
  void secretOpenToOthersIsRefusedWithAdvice(String rights) throws IOException {
    Path file = Secrets.write(directory.resolve("key"), "secret");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
    Path link = Files.createSymbolicLink(directory.resolve("link"), file);

    for (Path path : new Path[] {file, link}) {
      IOException refused = assertThrows(IOException.class, () -> SecretFile.read(path));
      assertEquals(
          path + ": every user can read or write this secret: run chmod 600 on it",
          FileProblem.describe(refused));
    }
  }

  @Test
  void missingFileThrowsNoSuchFile() {
    assertThrows(NoSuchFileException.class, () -> SecretFile.read(directory.resolve("none")));
  }

  @Test
  @Timeout(10)
  void deviceDirectoryAndPipeAreRefusedAtOnce() throws Exception {
    Path pipe = directory.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", "-m", "600", pipe.toString()).start().waitFor());
    for (Path path : new Path[] {Path.of("/dev/zero"), Path.of("/dev/null"), directory, pipe}) {
      IOException refused = assertThrows(IOException.class, () -> SecretFile.read(path));
      assertEquals(path + ": not a regular file", FileProblem.describe(refused));
    }
  }

  @Test
  void fileLargerThanAnySecretIsRefused() throws IOException {
    Path file = Secrets.write(directory.resolve("key"), "x".repeat(64 * 1024));
    assertEquals(64 * 1024, SecretFile.read(file).length);
    Path larger = Secrets.write(directory.resolve("larger"), "x".repeat(64 * 1024 + 1));
    assertThrows(IOException.class, () -> SecretFile.read(larger));
  }
}
