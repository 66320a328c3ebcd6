package procsnap.adapters.storage.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Reads files that may be something else than they seem. A device or a pipe is refused before it is
 * opened: it could be endless, or never answer.
 */
public final class RegularFile {

  private RegularFile() {}

  /**
   * Opens a file whose name procsnap chose. A link is not followed.
   *
   * @throws java.nio.file.NoSuchFileException if there is none
   * @throws IOException if it is not a regular file, or cannot be read
   */
  public static InputStream open(Path file) throws IOException {
    if (Directories.exists(file) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw notRegular(file);
    }
    return new NamedInput(file, Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS));
  }

  /**
   * Reads a whole file that a user named. A link is followed.
   *
   * @throws IOException if it has more bytes, is not a regular file, or cannot be read
   */
  public static byte[] read(Path file, int maxBytes) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw notRegular(file);
    }
    try (InputStream in = new NamedInput(file, Files.newInputStream(file))) {
      return all(in, file, maxBytes);
    }
  }

  /**
   * Reads a whole file whose name procsnap chose, like {@link #open}, of at most that many bytes.
   */
  public static byte[] readOwn(Path file, int maxBytes) throws IOException {
    try (InputStream in = open(file)) {
      return all(in, file, maxBytes);
    }
  }

  private static byte[] all(InputStream in, Path file, int maxBytes) throws IOException {
    byte[] content = in.readNBytes(maxBytes + 1);
    if (content.length > maxBytes) {
      String problem =
          "larger than " + (maxBytes < 1024 ? maxBytes + " bytes" : maxBytes / 1024 + " KiB");
      throw new FileSystemException(file.toString(), null, problem);
    }
    return content;
  }

  private static FileSystemException notRegular(Path file) {
    return new FileSystemException(file.toString(), null, "not a regular file");
  }
}
