package procsnap.adapters.storage.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Files with secrets as they ought to be. */
public final class Secrets {

  private Secrets() {}

  /** Writes one that only its owner may read. */
  public static Path write(Path file, String secret) throws IOException {
    Files.writeString(file, secret);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
