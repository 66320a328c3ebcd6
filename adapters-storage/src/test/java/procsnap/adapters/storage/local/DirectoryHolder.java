package procsnap.adapters.storage.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Program that tries to lock a directory, prints the result, and waits for the end of its input.
 */
final class DirectoryHolder {

  private DirectoryHolder() {}

  public static void main(String[] args) throws IOException {
    Path path = Path.of(args[0]);
    Optional<OutputDirectory> directory = OutputDirectory.hold(path);
    System.out.println(
        directory.isPresent()
            ? "held"
            : "refused: held by " + OutputDirectory.holder(path).orElse(-1));
    while (System.in.read() >= 0) {
      // The content does not matter, only the end.
    }
    System.exit(directory.isPresent() ? 0 : 3);
  }
}
