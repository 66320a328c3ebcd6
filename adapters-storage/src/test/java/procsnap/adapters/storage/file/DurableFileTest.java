package procsnap.adapters.storage.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import procsnap.adapters.storage.local.LocalTree;

/** Files that are published completely or not at all. */
final class DurableFileTest {

  @TempDir private Path directory;

  @Test
  void publishingRenamesThePart() throws IOException {
    try (DurableFile file = DurableFile.create(directory, "x.csv")) {
      file.stream().write("text".getBytes(StandardCharsets.UTF_8));
      file.seal();
      assertEquals(Set.of(".x.csv.part"), LocalTree.names(directory));

      file.publish(directory.resolve("x.csv"));
      assertEquals(Set.of("x.csv"), LocalTree.names(directory));
    }

    assertEquals("text", Files.readString(directory.resolve("x.csv")));
    assertEquals(1, Files.getAttribute(directory.resolve("x.csv"), "unix:nlink"));
  }

  @Test
  void takenNameIsKeptAndAnotherCanBeTried() throws IOException {
    Files.writeString(directory.resolve("x.csv"), "theirs");
    try (DurableFile file = DurableFile.create(directory, "x.csv")) {
      file.stream().write("ours".getBytes(StandardCharsets.UTF_8));
      file.seal();

      assertThrows(
          FileAlreadyExistsException.class, () -> file.publish(directory.resolve("x.csv")));
      file.publish(directory.resolve("y.csv"));
    }

    assertEquals("theirs", Files.readString(directory.resolve("x.csv")));
    assertEquals("ours", Files.readString(directory.resolve("y.csv")));
    assertEquals(Set.of("x.csv", "y.csv"), LocalTree.names(directory));
  }

  @Test
  void closingWithoutPublishingRemovesThePart() throws IOException {
    DurableFile file = DurableFile.create(directory, "x.csv");
    file.close();

    assertEquals(Set.of(), LocalTree.names(directory));
    assertFalse(file.hasOrphanedPart());
    assertThrows(ClosedChannelException.class, () -> file.stream().write(1));
  }

  @Test
  void sealedFileRejectsWrites() throws IOException {
    try (DurableFile file = DurableFile.create(directory, "x.csv")) {
      file.seal("text");
      assertThrows(ClosedChannelException.class, () -> file.stream().write(1));
      file.publish(directory.resolve("x.csv"));
    }

    assertEquals("text", Files.readString(directory.resolve("x.csv")));
  }

  @Test
  void partThatCannotBeRemovedIsReportedWithoutFailure() throws IOException {
    DurableFile file = DurableFile.create(directory, "x.csv");
    Path part = directory.resolve(".x.csv.part");
    Files.delete(part);
    Files.createDirectories(part.resolve("theirs"));

    file.close();

    assertTrue(file.hasOrphanedPart());
    assertEquals(Set.of("theirs"), LocalTree.names(part));
  }

  @Test
  void existingPartIsNeitherOverwrittenNorRemoved() throws IOException {
    Files.writeString(directory.resolve(".x.csv.part"), "theirs");

    assertThrows(FileAlreadyExistsException.class, () -> DurableFile.create(directory, "x.csv"));

    assertEquals("theirs", Files.readString(directory.resolve(".x.csv.part")));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void replaceOverwritesTheTextAndAnOrphanedPart(boolean durably) throws IOException {
    Path file = directory.resolve("status.json");
    DurableFile.replace(file, "first, and longer", durably);
    Files.writeString(directory.resolve(".status.json.part"), "half");

    DurableFile.replace(file, "second", durably);

    assertEquals("second", Files.readString(file));
    assertEquals(Set.of("status.json"), LocalTree.names(directory));
  }

  @Test
  void writeDoesNotReplaceAnExistingFile() throws IOException {
    DurableFile.write(directory.resolve("x.json"), "first");

    assertThrows(
        FileAlreadyExistsException.class,
        () -> DurableFile.write(directory.resolve("x.json"), "second"));

    assertEquals("first", Files.readString(directory.resolve("x.json")));
    assertEquals(Set.of("x.json"), LocalTree.names(directory));
  }
}
