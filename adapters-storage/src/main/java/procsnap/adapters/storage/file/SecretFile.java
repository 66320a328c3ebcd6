package procsnap.adapters.storage.file;

import java.io.IOException;
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
   * Reads a regular file of at most 64 KiB.
   *
   * @throws IOException if it is not such a file, cannot be read, or if users who are neither its
   *     owner nor in its group can read or write it
   */
  public static byte[] read(Path file) throws IOException {
    byte[] secret = RegularFile.read(file, MAX_BYTES);
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view != null) {
      Set<PosixFilePermission> rights = view.readAttributes().permissions();
      if (rights.contains(PosixFilePermission.OTHERS_READ)
          || rights.contains(PosixFilePermission.OTHERS_WRITE)) {
        throw new FileSystemException(
            file.toString(), null, "every user can read or write this secret: run chmod 600 on it");
      }
    }
    return secret;
  }
}
