package procsnap.cli.running;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import procsnap.adapters.storage.local.OutputDirectory;

/** Thrown when another procsnap is recording into the output directory. */
public final class DirectoryHeldException extends IOException {

  private static final long serialVersionUID = 1;

  DirectoryHeldException(Path output) {
    super(describe(output));
  }

  /** Who is recording into a directory, and what to do about it. */
  public static String describe(Path output) {
    OptionalLong holder = OutputDirectory.holder(output);
    return "another procsnap"
        + (holder.isPresent() ? " (pid " + holder.getAsLong() + ")" : "")
        + " is recording into "
        + output
        + ": stop it, or choose another --output";
  }
}
