package procsnap.adapters.storage.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import procsnap.testing.NeedsRoot;

class DirectorySafetyTest {

  private static final int NOBODY = 65534;
  private static final String OF_NOBODY =
      "belongs to another user (uid " + NOBODY + "): run procsnap as that user (sudo -u)";

  private static final String WORLD_WRITABLE =
      "is writable by every user: choose a directory below it, or run chmod o-w on it";
  private static final String NOT_OURS =
      "exists but is not a directory created by procsnap: move or remove it";

  @TempDir private Path temporary;

  private Path directory;

  @BeforeEach
  void createDirectory() throws IOException {
    directory = Files.createDirectory(temporary.resolve("directory"));
  }

  @Test
  void ownDirectoryIsSafeWhateverItsGroupPermissions() throws IOException {
    for (String rights : new String[] {"rwx------", "rwxr-xr-x", "rwxrwx---"}) {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(rights));
      assertEquals(Optional.empty(), DirectorySafety.objection(directory), rights);
      DirectorySafety.require(directory);
    }
  }

  @Test
  @NeedsRoot("it gives files away")
  void directoryOfAnotherUserIsUnsafe() throws IOException {
    changeOwner(directory);
    assertEquals(Optional.of(OF_NOBODY), DirectorySafety.objection(directory));
    assertUnsafe(directory, OF_NOBODY);
  }

  @Test
  void worldWritableDirectoryIsUnsafeEvenWithItsStickyBit() throws IOException {
    Files.setAttribute(directory, "unix:mode", 0777);
    assertEquals(Optional.of(WORLD_WRITABLE), DirectorySafety.objection(directory));
    assertUnsafe(directory, WORLD_WRITABLE);
    Files.setAttribute(directory, "unix:mode", 01777);
    assertEquals(Optional.of(WORLD_WRITABLE), DirectorySafety.objection(directory));
    Files.setAttribute(directory, "unix:mode", 0775);
    assertEquals(Optional.empty(), DirectorySafety.objection(directory));
  }

  @Test
  void settingsThatOtherUsersCanWriteAreUnsafe() throws IOException {
    Path file = Files.createFile(temporary.resolve("settings"));
    Optional<String> writable = Optional.of("other users can write it: run chmod go-w on it");
    Files.setAttribute(file, "unix:mode", 0644);
    assertEquals(Optional.empty(), DirectorySafety.objectionToSettings(file));
    Files.setAttribute(file, "unix:mode", 0664);
    assertEquals(writable, DirectorySafety.objectionToSettings(file));
    Files.setAttribute(file, "unix:mode", 0646);
    assertEquals(writable, DirectorySafety.objectionToSettings(file));
  }

  @Test
  @NeedsRoot("it gives files away")
  void settingsOfAnotherUserAreUnsafe() throws IOException {
    Path file = Files.createFile(temporary.resolve("settings"));
    changeOwner(file);
    assertTrue(
        DirectorySafety.objectionToSettings(file)
            .orElseThrow()
            .startsWith("belongs to another user (uid "));
  }

  @Test
  void ownLinkIsFollowedOnlyIfTheUserChoseIt() throws IOException {
    Path link = Files.createSymbolicLink(temporary.resolve("link"), directory);
    assertEquals(Optional.empty(), DirectorySafety.objection(link));
    assertUnsafe(link, NOT_OURS);
    Files.setAttribute(directory, "unix:mode", 0777);
    assertEquals(Optional.of(WORLD_WRITABLE), DirectorySafety.objection(link));
  }

  @Test
  @NeedsRoot("it gives files away")
  void linkOfAnotherUserIsNeverFollowed() throws IOException {
    Path link = Files.createSymbolicLink(temporary.resolve("link"), directory);
    changeOwner(link);
    assertEquals(Optional.of(OF_NOBODY), DirectorySafety.objection(link));
    assertUnsafe(link, OF_NOBODY);
  }

  @Test
  void fileIsRefusedAsDirectory() throws IOException {
    assertUnsafe(Files.createFile(temporary.resolve("file")), NOT_OURS);
  }

  private static void assertUnsafe(Path directory, String why) {
    FileSystemException refusal =
        assertThrows(FileSystemException.class, () -> DirectorySafety.require(directory));
    assertEquals(directory + ": " + why, refusal.getMessage());
  }

  private static void changeOwner(Path file) throws IOException {
    Files.setAttribute(file, "unix:uid", NOBODY, LinkOption.NOFOLLOW_LINKS);
  }
}
