package procsnap.cli.running;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What the machine tells of its wall clock. */
public final class HostClock {

  private static final int PATIENCE_SECONDS = 2;

  private HostClock() {}

  /** Whether it is kept right by others, see timedatectl(1); nothing when nobody tells. */
  public static Optional<Boolean> isSynchronized() {
    try {
      Process timedatectl =
          new ProcessBuilder("timedatectl", "show", "--property=NTPSynchronized", "--value")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!timedatectl.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        timedatectl.destroyForcibly();
        return Optional.empty();
      }
      String said =
          new String(timedatectl.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return switch (said.strip()) {
        case "yes" -> Optional.of(true);
        case "no" -> Optional.of(false);
        default -> Optional.empty();
      };
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
