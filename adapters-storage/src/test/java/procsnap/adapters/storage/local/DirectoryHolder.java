package procsnap.adapters.storage.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A program that tries to hold a directory, tells how that went, and waits for its input to end.
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
      // Whatever it says, only its end counts.
    }
    System.exit(directory.isPresent() ? 0 : 3);
  }
}
