package procsnap.adapters.storage.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a whole file that a user named: it may be something else than they believe. */
public final class BoundedFile {

  private BoundedFile() {}

  /**
   * Reads a regular file of at most that many bytes. A device or a pipe is refused: it could be
   * endless, or never answer.
   *
   * @throws IOException if it is not such a file, or cannot be read
   */
  public static byte[] read(Path file, int maxBytes) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new FileSystemException(file.toString(), null, "not a regular file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(maxBytes + 1);
      if (content.length > maxBytes) {
        String problem = "larger than " + maxBytes / 1024 + " KiB";
        throw new FileSystemException(file.toString(), null, problem);
      }
      return content;
    }
  }
}
