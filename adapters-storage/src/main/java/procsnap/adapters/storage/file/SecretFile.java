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
   * Reads at most the first 64 KiB of a file.
   *
   * @throws IOException if it cannot be read, or if users who are neither its owner nor in its
   *     group can read or write it
   */
  public static byte[] read(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view != null) {
      Set<PosixFilePermission> rights = view.readAttributes().permissions();
      // A device such as /dev/null is open to every user and contains no secret.
      boolean isOpen =
          rights.contains(PosixFilePermission.OTHERS_READ)
              || rights.contains(PosixFilePermission.OTHERS_WRITE);
      if (isOpen && Files.isRegularFile(file)) {
        throw new FileSystemException(
            file.toString(), null, "every user can read or write this secret: run chmod 600 on it");
      }
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(MAX_BYTES);
    }
  }
}
