package procsnap.adapters.storage.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Secret files with safe permissions. */
public final class Secrets {

  private Secrets() {}

  /** Writes a file that only its owner can read. */
  public static Path write(Path file, String secret) throws IOException {
    Files.writeString(file, secret);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
