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

/** Folders that are ours alone, among those that are not. */
final class FoldersTest {

  @TempDir private Path temporary;

  @Test
  void missingFoldersAboveAreCreatedToo() throws IOException {
    Folders.createAll(temporary.resolve("a/b/c"));

    assertTrue(Files.isDirectory(temporary.resolve("a/b/c")));
  }

  @Test
  void manyMayCreateTheSameFoldersAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (int round = 0; round < 100; round++) {
        Path folder = temporary.resolve("round" + round + "/a/b/c");
        Callable<Void> create =
            () -> {
              Folders.createAll(folder);
              return null;
            };
        for (Future<Void> done : threads.invokeAll(Collections.nCopies(8, create))) {
          done.get();
        }
        assertTrue(Files.isDirectory(folder));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void foldersThatAreThereKeepTheirRights() throws IOException {
    Path theirs = Files.createDirectory(temporary.resolve("theirs"));
    Files.setPosixFilePermissions(theirs, PosixFilePermissions.fromString("rwxr-xr-x"));

    Folders.createAll(theirs);
    Folders.createAll(theirs.resolve("ours"));

    assertEquals("rwxr-xr-x", rights(theirs));
    assertEquals("rwx------", rights(theirs.resolve("ours")));
  }

  @Test
  void linkToAFolderIsAFolder() throws IOException {
    Path target = Files.createDirectory(temporary.resolve("target"));
    Path link = Files.createSymbolicLink(temporary.resolve("link"), target);

    Folders.createAll(link.resolve("ours"));

    assertTrue(Files.isDirectory(target.resolve("ours")));
  }

  @Test
  void linkOnTheWayBelowAChosenFolderIsNotFollowed() throws IOException {
    Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
    Path top = Files.createDirectory(temporary.resolve("top"));
    Files.createSymbolicLink(top.resolve("a"), elsewhere);

    assertThrows(IOException.class, () -> Folders.createBelow(top, top.resolve("a/b")));
    assertFalse(Folders.exists(elsewhere.resolve("b")));
  }

  @Test
  void linkIsNotOpenedAndWhatItLeadsToKeepsItsRights() throws IOException {
    Path theirs = Files.writeString(temporary.resolve("theirs"), "theirs");
    Files.setPosixFilePermissions(theirs, PosixFilePermissions.fromString("rw-r--r--"));
    Path link = Files.createSymbolicLink(temporary.resolve("link"), theirs);

    assertThrows(IOException.class, () -> Folders.openFile(link));
    assertEquals("rw-r--r--", rights(theirs));
  }

  @Test
  void nameThatIsTakenIsToldApart() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "theirs");

    assertThrows(FileAlreadyExistsException.class, () -> Folders.create(file));
    assertThrows(FileAlreadyExistsException.class, () -> Folders.createAll(file));
  }

  @Test
  void fileIsOpenToOthersWhenAnybodyElseHasAnyRight() throws IOException {
    Path file = temporary.resolve("file");
    Folders.createFile(file).close();
    assertFalse(Folders.isOpenToOthers(file));

    for (String rights : new String[] {"rw----r--", "rw--w----", "rw------x"}) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
      assertTrue(Folders.isOpenToOthers(file), rights);
    }
  }

  @Test
  void rootIsInNoFolder() throws IOException {
    assertThrows(IOException.class, () -> Folders.of(Path.of("/")));

    assertEquals(Path.of("/"), Folders.of(Path.of("/file")));
    assertEquals(Path.of("").toAbsolutePath(), Folders.of(Path.of("file")));
  }

  private static String rights(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
