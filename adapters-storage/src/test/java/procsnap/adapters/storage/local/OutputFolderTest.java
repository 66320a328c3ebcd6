package procsnap.adapters.storage.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import procsnap.adapters.storage.ChildJvm;

/** One procsnap at a time records into a folder. */
final class OutputFolderTest {

  @TempDir private Path temporary;

  @Test
  void folderIsCreatedWithThoseAboveIt() throws IOException {
    Path path = temporary.resolve("a/b/c");
    try (OutputFolder folder = OutputFolder.hold(path).orElseThrow()) {
      assertEquals(path, folder.path());
      assertTrue(Files.isDirectory(path));
    }
  }

  @Test
  void fileInItsPlaceIsAnErrorAndStays() throws IOException {
    Path path = Files.writeString(temporary.resolve("out"), "theirs");

    assertThrows(IOException.class, () -> OutputFolder.hold(path));

    assertEquals("theirs", Files.readString(path));
  }

  @Test
  void linkInPlaceOfTheLockIsNotFollowed() throws IOException {
    Path elsewhere = temporary.resolve("elsewhere");
    Files.createSymbolicLink(temporary.resolve(".lock"), elsewhere);

    assertThrows(IOException.class, () -> OutputFolder.hold(temporary));

    assertTrue(Files.notExists(elsewhere));
  }

  @Test
  void holderIsToldAsLongAsItHolds() throws IOException {
    assertEquals(OptionalLong.empty(), OutputFolder.holder(temporary));
    try (OutputFolder folder = OutputFolder.hold(temporary).orElseThrow()) {
      assertEquals(
          OptionalLong.of(ProcessHandle.current().pid()), OutputFolder.holder(folder.path()));
    }
    assertEquals(OptionalLong.empty(), OutputFolder.holder(temporary));
  }

  @Test
  void holderRunsWhenAProcessHasItsPid() throws IOException {
    assertEquals(OptionalLong.empty(), OutputFolder.runningHolder(temporary));
    try (OutputFolder folder = OutputFolder.hold(temporary).orElseThrow()) {
      assertEquals(
          OptionalLong.of(ProcessHandle.current().pid()),
          OutputFolder.runningHolder(folder.path()));
    }
    // More than the kernel gives.
    Files.writeString(temporary.resolve(".pid"), "4194305\n");
    assertEquals(OptionalLong.empty(), OutputFolder.runningHolder(temporary));
  }

  @Test
  void pauseHoldsUntilItsEndIsAskedForAndIsNewsOnce() throws IOException {
    assertFalse(OutputFolder.isPaused(temporary));
    assertTrue(OutputFolder.pause(temporary, true));
    assertFalse(OutputFolder.pause(temporary, true));
    assertTrue(OutputFolder.isPaused(temporary));

    assertTrue(OutputFolder.pause(temporary, false));
    assertFalse(OutputFolder.pause(temporary, false));
    assertFalse(OutputFolder.isPaused(temporary));
  }

  @Test
  void diskThatKeepsNoRightsIsSeenByTheLock() throws IOException {
    try (OutputFolder folder = OutputFolder.hold(temporary).orElseThrow()) {
      assertFalse(folder.isOpenToOthers());
      Files.setAttribute(temporary.resolve(".lock"), "unix:mode", 0755);
      assertTrue(folder.isOpenToOthers());
    }
  }

  @Test
  void sameProcessIsRefusedToo() throws IOException {
    try (OutputFolder folder = OutputFolder.hold(temporary).orElseThrow()) {
      assertFalse(OutputFolder.hold(folder.path()).isPresent());
      assertFalse(
          OutputFolder.hold(temporary.resolve("../" + temporary.getFileName())).isPresent());
    }

    OutputFolder.hold(temporary).orElseThrow().close();
  }

  /** Closing any channel on the lock file would drop the lock for the whole process. */
  @Test
  void refusalInTheSameProcessDoesNotLetGoOfTheFolder() throws Exception {
    try (OutputFolder folder = OutputFolder.hold(temporary).orElseThrow()) {
      assertFalse(OutputFolder.hold(folder.path()).isPresent());

      assertOtherProcessIsRefused();
    }
  }

  @Test
  void otherProcessIsRefusedAndToldTheHolder() throws Exception {
    try (OutputFolder folder = OutputFolder.hold(temporary).orElseThrow()) {
      assertOtherProcessIsRefused();

      assertEquals(
          OptionalLong.of(ProcessHandle.current().pid()), OutputFolder.holder(folder.path()));
    }
    try (ChildJvm other = ChildJvm.start("022", FolderHolder.class, temporary)) {
      assertEquals("held", other.line());
    }
  }

  @Test
  void folderOfAnotherProcessIsRefusedUntilThatIsGoneHoweverItEnds() throws Exception {
    try (ChildJvm other = ChildJvm.start("022", FolderHolder.class, temporary)) {
      assertEquals("held", other.line());
      assertFalse(OutputFolder.hold(temporary).isPresent());
      assertEquals(OptionalLong.of(other.pid()), OutputFolder.holder(temporary));

      other.kill();

      OutputFolder.hold(temporary).orElseThrow().close();
    }
  }

  @Test
  void differentFoldersAreHeldSideBySide() throws IOException {
    try (OutputFolder one = OutputFolder.hold(temporary.resolve("1")).orElseThrow();
        OutputFolder two = OutputFolder.hold(temporary.resolve("2")).orElseThrow()) {
      assertFalse(OutputFolder.hold(one.path()).isPresent());
      assertFalse(OutputFolder.hold(two.path()).isPresent());
    }
  }

  @Test
  void holdingThatFailedHoldsNothing() throws IOException {
    Path inTheWay = Files.createDirectories(temporary.resolve(".pid/not-empty"));
    assertThrows(IOException.class, () -> OutputFolder.hold(temporary));

    Files.delete(inTheWay);
    OutputFolder.hold(temporary).orElseThrow().close();
  }

  @Test
  void folderThatEverybodyMayWriteToIsNotHeld() throws IOException {
    Path path = Files.createDirectory(temporary.resolve("out"));
    Files.setAttribute(path, "unix:mode", 0777);

    assertThrows(IOException.class, () -> OutputFolder.hold(path));
    assertEquals(Set.of(), LocalTree.names(path));
  }

  @Test
  void closingAgainDoesNotLetGoOfWhatIsHeldAnewByThen() throws IOException {
    OutputFolder first = OutputFolder.hold(temporary).orElseThrow();
    first.close();
    try (OutputFolder second = OutputFolder.hold(temporary).orElseThrow()) {
      first.close();

      assertFalse(OutputFolder.hold(second.path()).isPresent());
      assertTrue(OutputFolder.holder(second.path()).isPresent());
    }
  }

  @Test
  void machineIdThatMakesNoSenseOrIsALinkIsAnErrorAndStays() throws IOException {
    Path id = temporary.resolve("machine-id");
    Path elsewhere = Files.writeString(temporary.resolve("elsewhere"), "0123456789ABCDEF");
    try (OutputFolder folder = OutputFolder.hold(temporary).orElseThrow()) {
      Files.writeString(id, "../../etc");
      assertThrows(IOException.class, folder::machineId);
      assertEquals("../../etc", Files.readString(id));

      Files.delete(id);
      Files.createSymbolicLink(id, elsewhere);
      assertThrows(IOException.class, folder::machineId);
    }
  }

  @Test
  void machineIdIsDrawnOnceAndKept() throws IOException {
    String id;
    try (OutputFolder folder = OutputFolder.hold(temporary).orElseThrow()) {
      id = folder.machineId();
      assertTrue(id.matches("[0-9A-F]{16}"), id);
      assertEquals(id, folder.machineId());
    }
    try (OutputFolder folder = OutputFolder.hold(temporary).orElseThrow()) {
      assertEquals(id, folder.machineId());
    }
    assertEquals(id + "\n", Files.readString(temporary.resolve("machine-id")));
  }

  @Test
  void machineIdsOfTwoFoldersDiffer() throws IOException {
    try (OutputFolder one = OutputFolder.hold(temporary.resolve("1")).orElseThrow();
        OutputFolder two = OutputFolder.hold(temporary.resolve("2")).orElseThrow()) {
      assertEquals(2, Set.of(one.machineId(), two.machineId()).size());
    }
  }

  @Test
  void machineIdThatACrashLeftHalfWrittenIsDrawnAnew() throws IOException {
    Files.writeString(temporary.resolve(".machine-id.part"), "0123");
    try (OutputFolder folder = OutputFolder.hold(temporary).orElseThrow()) {
      assertTrue(folder.machineId().matches("[0-9A-F]{16}"));
    }
    assertEquals(Set.of(".lock", "machine-id"), LocalTree.names(temporary));
  }

  private void assertOtherProcessIsRefused() throws IOException {
    try (ChildJvm other = ChildJvm.start("022", FolderHolder.class, temporary)) {
      assertEquals("refused: held by " + ProcessHandle.current().pid(), other.line());
    }
  }
}
