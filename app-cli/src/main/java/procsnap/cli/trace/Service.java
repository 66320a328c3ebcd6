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
import procsnap.cli.log.LogMessages;
import procsnap.cli.log.Plural;
import procsnap.core.record.SnapshotOutcome;
import procsnap.core.record.TraceEvents;
import procsnap.core.trace.TraceDescription;
import procsnap.core.trace.TraceEnd;

/**
 * Notifies systemd, when the trace runs as a service of {@code Type=notify}: that it has started,
 * that it is alive, its last snapshot, its end. That takes a datagram socket of a kind that Java
 * does not have, so systemd-notify(1) does it.
 */
final class Service implements TraceEvents {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Duration watchdog;
  private final Log log;
  private boolean notified = true;

  private Service(Duration watchdog, Log log) {
    this.watchdog = watchdog;
    this.log = log;
  }

  /** The service that this process is, if it is one, see sd_notify(3). */
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

  /** Interval between signs of life; absent when the watchdog is off. */
  Optional<Duration> signOfLife() {
    return watchdog.isZero() ? Optional.empty() : Optional.of(watchdog.dividedBy(2));
  }

  void isAlive() {
    send("WATCHDOG=1");
  }

  @Override
  public void started(TraceDescription description, String place) {
    send("READY=1", "STATUS=recording into " + place);
  }

  @Override
  public void snapshot(long number, SnapshotOutcome outcome) {
    if (outcome instanceof SnapshotOutcome.Complete complete) {
      send("STATUS=snapshot " + number + ": " + Plural.of(complete.facts().tally().rows(), "row"));
    } else if (outcome instanceof SnapshotOutcome.Failed) {
      send("STATUS=snapshot " + number + " failed, the trace continues");
    }
  }

  @Override
  public void ended(TraceEnd end) {
    send("STOPPING=1");
  }

  private void send(String... messages) {
    List<String> command = new ArrayList<>(List.of("systemd-notify"));
    command.addAll(List.of(messages));
    boolean delivered = false;
    try {
      Process notify =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      delivered = notify.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) && notify.exitValue() == 0;
    } catch (IOException e) {
      // It is logged below.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!delivered && notified) {
      log.warn(LogMessages.SYSTEMD_DEAF);
    }
    notified = delivered;
  }
}
