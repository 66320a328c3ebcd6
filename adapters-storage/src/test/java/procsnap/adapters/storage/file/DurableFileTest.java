package procsnap.adapters.storage.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import procsnap.adapters.storage.local.LocalTree;

/** A file that is published whole or not at all. */
final class DurableFileTest {

  @TempDir private Path folder;

  @Test
  void partTakesTheNameWhenItIsPublished() throws IOException {
    try (DurableFile file = DurableFile.create(folder, "x.csv")) {
      file.stream().write("text".getBytes(StandardCharsets.UTF_8));
      file.seal();
      assertEquals(Set.of(".x.csv.part"), LocalTree.names(folder));

      file.publish(folder.resolve("x.csv"));
      assertEquals(Set.of("x.csv"), LocalTree.names(folder));
    }

    assertEquals("text", Files.readString(folder.resolve("x.csv")));
    assertEquals(1, Files.getAttribute(folder.resolve("x.csv"), "unix:nlink"));
  }

  @Test
  void nameThatIsTakenIsLeftAloneAndAnotherCanBeTried() throws IOException {
    Files.writeString(folder.resolve("x.csv"), "theirs");
    try (DurableFile file = DurableFile.create(folder, "x.csv")) {
      file.stream().write("ours".getBytes(StandardCharsets.UTF_8));
      file.seal();

      assertThrows(FileAlreadyExistsException.class, () -> file.publish(folder.resolve("x.csv")));
      file.publish(folder.resolve("y.csv"));
    }

    assertEquals("theirs", Files.readString(folder.resolve("x.csv")));
    assertEquals("ours", Files.readString(folder.resolve("y.csv")));
    assertEquals(Set.of("x.csv", "y.csv"), LocalTree.names(folder));
  }

  @Test
  void closingWithoutPublishingRemovesThePart() throws IOException {
    DurableFile.create(folder, "x.csv").close();

    assertEquals(Set.of(), LocalTree.names(folder));
  }

  @Test
  void partOfAnotherIsNeitherWrittenToNorRemoved() throws IOException {
    Files.writeString(folder.resolve(".x.csv.part"), "theirs");

    assertThrows(FileAlreadyExistsException.class, () -> DurableFile.create(folder, "x.csv"));

    assertEquals("theirs", Files.readString(folder.resolve(".x.csv.part")));
  }

  @Test
  void textIsNotWrittenOverAnother() throws IOException {
    DurableFile.write(folder.resolve("x.json"), "first");

    assertThrows(
        FileAlreadyExistsException.class,
        () -> DurableFile.write(folder.resolve("x.json"), "second"));

    assertEquals("first", Files.readString(folder.resolve("x.json")));
    assertEquals(Set.of("x.json"), LocalTree.names(folder));
  }
}
