package procsnap.adapters.storage.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Creation of directories and files that only their owner can access. */
final class DirectoriesTest {

  @TempDir private Path temporary;

  @Test
  void missingParentsAreCreated() throws IOException {
    Directories.createAll(temporary.resolve("a/b/c"));

    assertTrue(Files.isDirectory(temporary.resolve("a/b/c")));
  }

  @Test
  void concurrentCreationOfTheSameDirectoriesSucceeds() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (int round = 0; round < 100; round++) {
        Path directory = temporary.resolve("round" + round + "/a/b/c");
        Callable<Void> create =
            () -> {
              Directories.createAll(directory);
              return null;
            };
        for (Future<Void> done : threads.invokeAll(Collections.nCopies(8, create))) {
          done.get();
        }
        assertTrue(Files.isDirectory(directory));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void existingDirectoriesKeepTheirPermissions() throws IOException {
    Path theirs = Files.createDirectory(temporary.resolve("theirs"));
    Files.setPosixFilePermissions(theirs, PosixFilePermissions.fromString("rwxr-xr-x"));

    Directories.createAll(theirs);
    Directories.createAll(theirs.resolve("ours"));

    assertEquals("rwxr-xr-x", rights(theirs));
    assertEquals("rwx------", rights(theirs.resolve("ours")));
  }

  @Test
  void linkToADirectoryCountsAsADirectory() throws IOException {
    Path target = Files.createDirectory(temporary.resolve("target"));
    Path link = Files.createSymbolicLink(temporary.resolve("link"), target);

    Directories.createAll(link.resolve("ours"));

    assertTrue(Files.isDirectory(target.resolve("ours")));
  }

  @Test
  void linkBelowAChosenDirectoryIsNotFollowed() throws IOException {
    Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
    Path top = Files.createDirectory(temporary.resolve("top"));
    Files.createSymbolicLink(top.resolve("a"), elsewhere);

    assertThrows(IOException.class, () -> Directories.createBelow(top, top.resolve("a/b")));
    assertFalse(Directories.exists(elsewhere.resolve("b")));
  }

  @Test
  void linkIsNotOpenedAndItsTargetKeepsItsPermissions() throws IOException {
    Path theirs = Files.writeString(temporary.resolve("theirs"), "theirs");
    Files.setPosixFilePermissions(theirs, PosixFilePermissions.fromString("rw-r--r--"));
    Path link = Files.createSymbolicLink(temporary.resolve("link"), theirs);

    assertThrows(IOException.class, () -> Directories.openFile(link));
    assertEquals("rw-r--r--", rights(theirs));
  }

  @Test
  void takenNameThrowsFileAlreadyExists() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "theirs");

    assertThrows(FileAlreadyExistsException.class, () -> Directories.create(file));
    assertThrows(FileAlreadyExistsException.class, () -> Directories.createAll(file));
  }

  @Test
  void fileIsOpenToOthersIfGroupOrOthersHaveAnyPermission() throws IOException {
    Path file = temporary.resolve("file");
    Directories.createFile(file).close();
    assertFalse(Directories.isOpenToOthers(file));

    for (String rights : new String[] {"rw----r--", "rw--w----", "rw------x"}) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
      assertTrue(Directories.isOpenToOthers(file), rights);
    }
  }

  @Test
  void rootHasNoParent() throws IOException {
    assertThrows(IOException.class, () -> Directories.parent(Path.of("/")));

    assertEquals(Path.of("/"), Directories.parent(Path.of("/file")));
    assertEquals(Path.of("").toAbsolutePath(), Directories.parent(Path.of("file")));
  }

  private static String rights(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
