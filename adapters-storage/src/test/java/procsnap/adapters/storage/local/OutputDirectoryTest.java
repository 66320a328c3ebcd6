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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import procsnap.adapters.storage.ChildJvm;

/** Lock, pause request and machine ID of an output directory. */
final class OutputDirectoryTest {

  @TempDir private Path temporary;

  @Test
  void directoryIsCreatedWithItsParents() throws IOException {
    Path path = temporary.resolve("a/b/c");
    try (OutputDirectory directory = OutputDirectory.hold(path).orElseThrow()) {
      assertEquals(path, directory.path());
      assertTrue(Files.isDirectory(path));
    }
  }

  @Test
  void fileInItsPlaceIsRefusedAndStays() throws IOException {
    Path path = Files.writeString(temporary.resolve("out"), "theirs");

    assertThrows(IOException.class, () -> OutputDirectory.hold(path));

    assertEquals("theirs", Files.readString(path));
  }

  @Test
  void linkInPlaceOfTheLockIsNotFollowed() throws IOException {
    Path elsewhere = temporary.resolve("elsewhere");
    Files.createSymbolicLink(temporary.resolve(".lock"), elsewhere);

    assertThrows(IOException.class, () -> OutputDirectory.hold(temporary));

    assertTrue(Files.notExists(elsewhere));
  }

  @Test
  void holderIsRecordedWhileTheLockIsHeld() throws IOException {
    assertEquals(OptionalLong.empty(), OutputDirectory.holder(temporary));
    try (OutputDirectory directory = OutputDirectory.hold(temporary).orElseThrow()) {
      assertEquals(
          OptionalLong.of(ProcessHandle.current().pid()), OutputDirectory.holder(directory.path()));
    }
    assertEquals(OptionalLong.empty(), OutputDirectory.holder(temporary));
  }

  /** Reading it would wait for a writer that never comes. */
  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void pipeInPlaceOfTheHolderIsNoHolder() throws Exception {
    try (OutputDirectory directory = OutputDirectory.hold(temporary).orElseThrow()) {
      Path holder = directory.path().resolve(".pid");
      Files.delete(holder);
      assertEquals(0, new ProcessBuilder("mkfifo", holder.toString()).start().waitFor());
      assertEquals(OptionalLong.empty(), OutputDirectory.holder(temporary));
    }
  }

  @Test
  void lockDecidesWhetherTheHolderIsRunningAndNotItsPid() throws IOException {
    assertFalse(OutputDirectory.isHeld(temporary));
    assertEquals(OptionalLong.empty(), OutputDirectory.runningHolder(temporary));
    try (OutputDirectory directory = OutputDirectory.hold(temporary).orElseThrow()) {
      assertTrue(OutputDirectory.isHeld(directory.path()));
      assertEquals(
          OptionalLong.of(ProcessHandle.current().pid()),
          OutputDirectory.runningHolder(directory.path()));
    }
    // A process has this pid, but it holds nothing.
    Files.writeString(temporary.resolve(".pid"), ProcessHandle.current().pid() + "\n");
    assertFalse(OutputDirectory.isHeld(temporary));
    assertEquals(OptionalLong.empty(), OutputDirectory.runningHolder(temporary));
  }

  @Test
  void pauseStaysUntilItIsEndedAndRepeatsChangeNothing() throws IOException {
    assertFalse(OutputDirectory.isPaused(temporary));
    assertTrue(OutputDirectory.pause(temporary, true));
    assertFalse(OutputDirectory.pause(temporary, true));
    assertTrue(OutputDirectory.isPaused(temporary));

    assertTrue(OutputDirectory.pause(temporary, false));
    assertFalse(OutputDirectory.pause(temporary, false));
    assertFalse(OutputDirectory.isPaused(temporary));
  }

  @Test
  void diskWithoutPermissionsIsDetectedByTheLock() throws IOException {
    try (OutputDirectory directory = OutputDirectory.hold(temporary).orElseThrow()) {
      assertFalse(directory.isOpenToOthers());
      Files.setAttribute(temporary.resolve(".lock"), "unix:mode", 0755);
      assertTrue(directory.isOpenToOthers());
    }
  }

  @Test
  void secondLockInTheSameProcessIsRefused() throws IOException {
    try (OutputDirectory directory = OutputDirectory.hold(temporary).orElseThrow()) {
      assertFalse(OutputDirectory.hold(directory.path()).isPresent());
      assertFalse(
          OutputDirectory.hold(temporary.resolve("../" + temporary.getFileName())).isPresent());
    }

    OutputDirectory.hold(temporary).orElseThrow().close();
  }

  /** Closing any channel on the lock file would drop the lock for the whole process. */
  @Test
  void refusalInTheSameProcessKeepsTheLock() throws Exception {
    try (OutputDirectory directory = OutputDirectory.hold(temporary).orElseThrow()) {
      assertFalse(OutputDirectory.hold(directory.path()).isPresent());

      assertOtherProcessIsRefused();
    }
  }

  @Test
  void otherProcessIsRefusedAndSeesTheHolder() throws Exception {
    try (OutputDirectory directory = OutputDirectory.hold(temporary).orElseThrow()) {
      assertOtherProcessIsRefused();

      assertEquals(
          OptionalLong.of(ProcessHandle.current().pid()), OutputDirectory.holder(directory.path()));
    }
    try (ChildJvm other = ChildJvm.start("022", DirectoryHolder.class, temporary)) {
      assertEquals("held", other.line());
    }
  }

  @Test
  void directoryIsRefusedUntilTheOtherProcessIsGone() throws Exception {
    try (ChildJvm other = ChildJvm.start("022", DirectoryHolder.class, temporary)) {
      assertEquals("held", other.line());
      assertFalse(OutputDirectory.hold(temporary).isPresent());
      assertEquals(OptionalLong.of(other.pid()), OutputDirectory.holder(temporary));

      other.kill();

      OutputDirectory.hold(temporary).orElseThrow().close();
    }
  }

  @Test
  void differentDirectoriesCanBeLockedTogether() throws IOException {
    try (OutputDirectory one = OutputDirectory.hold(temporary.resolve("1")).orElseThrow();
        OutputDirectory two = OutputDirectory.hold(temporary.resolve("2")).orElseThrow()) {
      assertFalse(OutputDirectory.hold(one.path()).isPresent());
      assertFalse(OutputDirectory.hold(two.path()).isPresent());
    }
  }

  @Test
  void failedLockLeavesTheDirectoryUnlocked() throws IOException {
    Path inTheWay = Files.createDirectories(temporary.resolve(".pid/not-empty"));
    assertThrows(IOException.class, () -> OutputDirectory.hold(temporary));

    Files.delete(inTheWay);
    OutputDirectory.hold(temporary).orElseThrow().close();
  }

  @Test
  void directoryWritableByOthersIsRefused() throws IOException {
    Path path = Files.createDirectory(temporary.resolve("out"));
    Files.setAttribute(path, "unix:mode", 0777);

    assertThrows(IOException.class, () -> OutputDirectory.hold(path));
    assertEquals(Set.of(), LocalTree.names(path));
  }

  @Test
  void secondCloseDoesNotReleaseALaterLock() throws IOException {
    OutputDirectory first = OutputDirectory.hold(temporary).orElseThrow();
    first.close();
    try (OutputDirectory second = OutputDirectory.hold(temporary).orElseThrow()) {
      first.close();

      assertFalse(OutputDirectory.hold(second.path()).isPresent());
      assertTrue(OutputDirectory.holder(second.path()).isPresent());
    }
  }

  @Test
  void malformedOrLinkedMachineIdIsRefusedAndStays() throws IOException {
    Path id = temporary.resolve("machine-id");
    Path elsewhere = Files.writeString(temporary.resolve("elsewhere"), "0123456789ABCDEF");
    try (OutputDirectory directory = OutputDirectory.hold(temporary).orElseThrow()) {
      Files.writeString(id, "../../etc");
      assertThrows(IOException.class, directory::machineId);
      assertEquals("../../etc", Files.readString(id));

      Files.delete(id);
      Files.createSymbolicLink(id, elsewhere);
      assertThrows(IOException.class, directory::machineId);
    }
  }

  @Test
  void machineIdIsGeneratedOnceAndKept() throws IOException {
    String id;
    try (OutputDirectory directory = OutputDirectory.hold(temporary).orElseThrow()) {
      id = directory.machineId();
      assertTrue(id.matches("[0-9A-F]{16}"), id);
      assertEquals(id, directory.machineId());
    }
    try (OutputDirectory directory = OutputDirectory.hold(temporary).orElseThrow()) {
      assertEquals(id, directory.machineId());
    }
    assertEquals(id + "\n", Files.readString(temporary.resolve("machine-id")));
  }

  @Test
  void machineIdsOfTwoDirectoriesDiffer() throws IOException {
    try (OutputDirectory one = OutputDirectory.hold(temporary.resolve("1")).orElseThrow();
        OutputDirectory two = OutputDirectory.hold(temporary.resolve("2")).orElseThrow()) {
      assertEquals(2, Set.of(one.machineId(), two.machineId()).size());
    }
  }

  @Test
  void partialMachineIdOfACrashIsReplaced() throws IOException {
    Files.writeString(temporary.resolve(".machine-id.part"), "0123");
    try (OutputDirectory directory = OutputDirectory.hold(temporary).orElseThrow()) {
      assertTrue(directory.machineId().matches("[0-9A-F]{16}"));
    }
    assertEquals(Set.of(".lock", "machine-id"), LocalTree.names(temporary));
  }

  private void assertOtherProcessIsRefused() throws IOException {
    try (ChildJvm other = ChildJvm.start("022", DirectoryHolder.class, temporary)) {
      assertEquals("refused: held by " + ProcessHandle.current().pid(), other.line());
    }
  }
}
