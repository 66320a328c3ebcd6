package procsnap.adapters.storage.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RegularFileTest {

  @TempDir private Path directory;

  @Test
  void fileIsReadUpToItsBound() throws IOException {
    Path file = Files.write(directory.resolve("file"), new byte[100]);
    assertArrayEquals(new byte[100], RegularFile.read(file, 100));
    assertArrayEquals(new byte[100], RegularFile.readOwn(file, 100));
    assertFails(file + ": larger than 99 bytes", () -> RegularFile.read(file, 99));
    assertFails(file + ": larger than 99 bytes", () -> RegularFile.readOwn(file, 99));
    Files.write(file, new byte[2049]);
    assertFails(file + ": larger than 2 KiB", () -> RegularFile.read(file, 2048));
    try (InputStream in = RegularFile.open(file)) {
      assertEquals(2049, in.readAllBytes().length);
    }
  }

  @Test
  void whatIsNoFileIsRefusedBeforeItIsOpened() throws Exception {
    Path pipe = directory.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    for (Path file : List.of(pipe, directory, Path.of("/dev/zero"))) {
      assertFails(file + ": not a regular file", () -> RegularFile.open(file).close());
      assertFails(file + ": not a regular file", () -> RegularFile.read(file, 10));
      assertFails(file + ": not a regular file", () -> RegularFile.readOwn(file, 10));
    }
    Path none = directory.resolve("none");
    assertThrows(NoSuchFileException.class, () -> RegularFile.open(none));
    assertThrows(NoSuchFileException.class, () -> RegularFile.read(none, 10));
  }

  @Test
  void linkIsFollowedOnlyIfTheUserNamedIt() throws IOException {
    Path file = Files.write(directory.resolve("file"), new byte[3]);
    Path link = Files.createSymbolicLink(directory.resolve("link"), file);
    assertEquals(3, RegularFile.read(link, 10).length);
    assertFails(link + ": not a regular file", () -> RegularFile.readOwn(link, 10));
  }

  private static void assertFails(String message, Executable action) {
    assertEquals(message, assertThrows(IOException.class, action).getMessage());
  }
}
