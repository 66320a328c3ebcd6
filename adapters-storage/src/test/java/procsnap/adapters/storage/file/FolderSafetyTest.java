package procsnap.adapters.storage.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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

class FolderSafetyTest {

  private static final int NOBODY = 65534;
  private static final String OF_NOBODY =
      "belongs to another user (uid " + NOBODY + "): call procsnap as that one, by sudo -u";

  @TempDir private Path temporary;

  private Path folder;

  @BeforeEach
  void createFolder() throws IOException {
    folder = Files.createDirectory(temporary.resolve("folder"));
  }

  @Test
  void ownFolderIsSafeWhateverItsGroupMay() throws IOException {
    for (String rights : new String[] {"rwx------", "rwxr-xr-x", "rwxrwx---"}) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(rights));
      assertEquals(Optional.empty(), FolderSafety.objection(folder), rights);
      FolderSafety.require(folder);
    }
  }

  @Test
  void folderOfAnotherUserIsNot() throws IOException {
    giveAway(folder);
    assertEquals(Optional.of(OF_NOBODY), FolderSafety.objection(folder));
    assertUnsafe(folder, OF_NOBODY);
  }

  @Test
  void folderThatEverybodyMayWriteToIsSafeWithItsStickyBitAlone() throws IOException {
    Files.setAttribute(folder, "unix:mode", 0777);
    assertTrue(FolderSafety.objection(folder).orElseThrow().startsWith("may be written to by"));
    assertUnsafe(folder, "may be written to by everybody: chmod o-w it, or set its sticky bit");
    Files.setAttribute(folder, "unix:mode", 01777);
    assertEquals(Optional.empty(), FolderSafety.objection(folder));
  }

  @Test
  void ownLinkIsFollowedWhereTheUserChoseItAndNowhereElse() throws IOException {
    Path link = Files.createSymbolicLink(temporary.resolve("link"), folder);
    assertEquals(Optional.empty(), FolderSafety.objection(link));
    assertUnsafe(link, "is in the way: not ours");
    Files.setAttribute(folder, "unix:mode", 0777);
    assertTrue(FolderSafety.objection(link).orElseThrow().startsWith("may be written to by"));
  }

  @Test
  void linkOfAnotherUserIsNeverFollowed() throws IOException {
    Path link = Files.createSymbolicLink(temporary.resolve("link"), folder);
    giveAway(link);
    assertEquals(Optional.of(OF_NOBODY), FolderSafety.objection(link));
    assertUnsafe(link, OF_NOBODY);
  }

  @Test
  void fileIsNoFolder() throws IOException {
    assertUnsafe(Files.createFile(temporary.resolve("file")), "is in the way: not ours");
  }

  private static void assertUnsafe(Path folder, String why) {
    FileSystemException refusal =
        assertThrows(FileSystemException.class, () -> FolderSafety.require(folder));
    assertEquals(folder + ": " + why, refusal.getMessage());
  }

  private static void giveAway(Path file) throws IOException {
    assumeTrue("root".equals(System.getProperty("user.name")), "only root can give files away");
    Files.setAttribute(file, "unix:uid", NOBODY, LinkOption.NOFOLLOW_LINKS);
  }
}
