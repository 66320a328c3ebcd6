package procsnap.core.trace;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import procsnap.core.privacy.CommandLinePolicy;
import procsnap.core.process.HostFacts;
import procsnap.core.process.TickClock;
import procsnap.core.process.Visibility;

/** Descriptions and ends of traces for tests that need few of their values. */
public final class TraceDescriptions {

  private TraceDescriptions() {}

  /**
   * Description of a trace that runs until it is stopped, with a snapshot every five minutes, on a
   * machine with few known facts.
   */
  public static TraceDescription startedAt(Instant start) {
    return startedAt(start, Map.of());
  }

  /** Description of such a trace with these settings. */
  public static TraceDescription startedAt(Instant start, Map<String, String> settings) {
    return new TraceDescription(
        start,
        0,
        new TickClock(100, 0, Instant.EPOCH),
        new HostFacts(
            "Linux", Optional.empty(), "amd64", 1, OptionalLong.empty(), false, Optional.empty()),
        Visibility.ALL,
        new TracePlan(
            Duration.ZERO,
            Duration.ofMinutes(5),
            Long.MAX_VALUE,
            Set.of(),
            new CommandLinePolicy.Clear()),
        settings);
  }

  /** End of a trace without missed snapshots. */
  public static TraceEnd stoppedAt(Instant end, long snapshots) {
    return new TraceEnd(TraceEnd.Reason.STOPPED, end, snapshots, 0, 0, 0, 0, List.of());
  }
}
