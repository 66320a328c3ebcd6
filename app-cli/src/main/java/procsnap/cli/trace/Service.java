package procsnap.cli.trace;

import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import procsnap.cli.log.Log;
import procsnap.core.record.SnapshotOutcome;
import procsnap.core.record.TraceEvents;
import procsnap.core.trace.TraceDescription;
import procsnap.core.trace.TraceEnd;

/**
 * Tells systemd how the trace goes, when it was started as a service of {@code Type=notify}: that
 * it has begun, that it goes on, its last snapshot. Java has no datagram sockets of the kind that
 * takes, so systemd-notify(1) does it.
 */
final class Service implements TraceEvents {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Duration watchdog;
  private final Log log;
  private boolean told = true;

  private Service(Duration watchdog, Log log) {
    this.watchdog = watchdog;
    this.log = log;
  }

  /** The service that this program is, if it is one, see sd_notify(3). */
  static Optional<Service> of(Map<String, String> environment, Log log) {
    if (environment.getOrDefault("NOTIFY_SOCKET", "").isEmpty()) {
      return Optional.empty();
    }
    String micros = environment.getOrDefault("WATCHDOG_USEC", "");
    String pid = environment.getOrDefault("WATCHDOG_PID", "");
    boolean watched =
        micros.matches("[1-9]\\d{0,17}")
            && (pid.isEmpty() || pid.equals(Long.toString(ProcessHandle.current().pid())));
    return Optional.of(
        new Service(
            watched ? Duration.of(Long.parseLong(micros), ChronoUnit.MICROS) : Duration.ZERO, log));
  }

  /** How often a sign of life is to be given; nothing when nobody watches. */
  Optional<Duration> signOfLife() {
    return watchdog.isZero() ? Optional.empty() : Optional.of(watchdog.dividedBy(2));
  }

  void isAlive() {
    tell("WATCHDOG=1");
  }

  @Override
  public void started(TraceDescription description, String place) {
    tell("READY=1", "STATUS=recording into " + place);
  }

  @Override
  public void snapshot(long number, SnapshotOutcome outcome) {
    if (outcome instanceof SnapshotOutcome.Complete complete) {
      tell("STATUS=snapshot " + number + ": " + complete.facts().tally().rows() + " rows");
    } else if (outcome instanceof SnapshotOutcome.Failed) {
      tell("STATUS=snapshot " + number + " is missing, the trace goes on");
    }
  }

  @Override
  public void ended(TraceEnd end) {
    tell("STOPPING=1");
  }

  private void tell(String... messages) {
    List<String> command = new ArrayList<>(List.of("systemd-notify"));
    command.addAll(List.of(messages));
    boolean heard = false;
    try {
      Process notify =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      heard = notify.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) && notify.exitValue() == 0;
    } catch (IOException e) {
      // It is told below.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!heard && told) {
      log.warn("systemd does not hear of it: systemd-notify failed; is NotifyAccess=all set?");
    }
    told = heard;
  }
}
