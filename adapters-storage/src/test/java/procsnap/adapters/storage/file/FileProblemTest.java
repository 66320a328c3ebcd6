package procsnap.adapters.storage.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

/** Descriptions of file system errors. */
final class FileProblemTest {

  @Test
  void errorsThatOnlyNameTheFileGetAReason() {
    assertEquals("/a does not exist", FileProblem.describe(new NoSuchFileException("/a")));
    assertEquals("/a: permission denied", FileProblem.describe(new AccessDeniedException("/a")));
    assertEquals("/a already exists", FileProblem.describe(new FileAlreadyExistsException("/a")));
  }

  @Test
  void reasonFromTheKernelIsKept() {
    assertEquals(
        "/a: No space left on device",
        FileProblem.describe(new FileSystemException("/a", null, "No space left on device")));
    assertEquals(
        "No space left on device",
        FileProblem.describe(new IOException("No space left on device")));
  }

  @Test
  void missingReasonIsReported() {
    assertEquals(
        "the file system gave no reason",
        FileProblem.describe(new FileSystemException(null, null, null)));
  }
}
