package procsnap.cli.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import procsnap.cli.log.DoctorOutput;
import procsnap.cli.log.DoctorOutput.Kind;
import procsnap.cli.log.ReportMessages;

/** Checks whether a time service keeps the wall clock right, see timedatectl(1). */
public final class ClockCheck {

  private static final int PATIENCE_SECONDS = 2;

  private ClockCheck() {}

  /** Checks the clock of this machine. */
  public static void run(DoctorOutput output) {
    Optional<Boolean> synchronizedClock = isSynchronized();
    if (synchronizedClock.isEmpty()) {
      output.add(Kind.OK, "clock", ReportMessages.CLOCK_UNKNOWN);
    } else if (synchronizedClock.get()) {
      output.add(Kind.OK, "clock", ReportMessages.CLOCK_SYNCHRONIZED);
    } else {
      output.add(Kind.WARN, "clock", ReportMessages.CLOCK_NOT_SYNCHRONIZED);
    }
  }

  private static Optional<Boolean> isSynchronized() {
    try {
      Process timedatectl =
          new ProcessBuilder("timedatectl", "show", "--property=NTPSynchronized", "--value")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!timedatectl.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        timedatectl.destroyForcibly();
        return Optional.empty();
      }
      String answer =
          new String(timedatectl.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return switch (answer.strip()) {
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
