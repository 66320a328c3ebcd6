package procsnap.adapters.storage.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Reads a file that contains a secret; refuses one that every user can read or write. */
public final class SecretFile {

  private static final int MAX_BYTES = 64 * 1024;

  private SecretFile() {}

  /**
   * Reads a regular file of at most 64 KiB. A device or a pipe is refused: it could be endless, or
   * never answer.
   *
   * @throws IOException if it is not such a file, cannot be read, or if users who are neither its
   *     owner nor in its group can read or write it
   */
  public static byte[] read(Path file) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new FileSystemException(file.toString(), null, "not a regular file");
    }
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view != null) {
      Set<PosixFilePermission> rights = view.readAttributes().permissions();
      if (rights.contains(PosixFilePermission.OTHERS_READ)
          || rights.contains(PosixFilePermission.OTHERS_WRITE)) {
        throw new FileSystemException(
            file.toString(), null, "every user can read or write this secret: run chmod 600 on it");
      }
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] secret = in.readNBytes(MAX_BYTES + 1);
      if (secret.length > MAX_BYTES) {
        throw new FileSystemException(file.toString(), null, "larger than 64 KiB: not a secret");
      }
      return secret;
    }
  }
}
