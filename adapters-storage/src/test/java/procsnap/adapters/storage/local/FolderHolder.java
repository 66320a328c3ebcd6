package procsnap.adapters.storage.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A program that tries to hold a folder, tells how that went, and waits for its input to end. */
final class FolderHolder {

  private FolderHolder() {}

  public static void main(String[] args) throws IOException {
    Path path = Path.of(args[0]);
    Optional<OutputFolder> folder = OutputFolder.hold(path);
    System.out.println(
        folder.isPresent() ? "held" : "refused: held by " + OutputFolder.holder(path).orElse(-1));
    while (System.in.read() >= 0) {
      // Whatever it says, only its end counts.
    }
    System.exit(folder.isPresent() ? 0 : 3);
  }
}
