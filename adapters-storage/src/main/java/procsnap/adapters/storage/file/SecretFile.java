package procsnap.adapters.storage.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Reads a file that holds a secret; one that everybody may read or write holds none. */
public final class SecretFile {

  private static final int LONGEST = 64 * 1024;

  private SecretFile() {}

  /**
   * What is in it, at most its first 64 KiB.
   *
   * @throws IOException when it cannot be read, or those who are neither its owner nor of its group
   *     may read or write it
   */
  public static byte[] read(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view != null) {
      Set<PosixFilePermission> rights = view.readAttributes().permissions();
      // A device such as /dev/null is everybody's and holds no secret.
      boolean isOpen =
          rights.contains(PosixFilePermission.OTHERS_READ)
              || rights.contains(PosixFilePermission.OTHERS_WRITE);
      if (isOpen && Files.isRegularFile(file)) {
        throw new FileSystemException(
            file.toString(), null, "everybody may read it or write it: chmod 600 it");
      }
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(LONGEST);
    }
  }
}
