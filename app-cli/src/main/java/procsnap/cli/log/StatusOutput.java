package procsnap.cli.log;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import procsnap.adapters.storage.local.StatusJson;
import procsnap.core.health.HealthProblem;
import procsnap.core.health.HealthProblem.SnapshotFailed;
import procsnap.core.health.HealthProblem.SnapshotOverdue;
import procsnap.core.health.HealthProblem.UploadStalled;
import procsnap.core.health.TraceStatus;
import procsnap.core.health.TraceStatus.LastSnapshot;
import procsnap.core.health.TraceStatus.LastUpload;
import procsnap.core.health.TraceStatus.UploadStatus;
import procsnap.core.upload.StoreState;

/** Prints the status of a trace: words for people, or JSON, one object. */
public final class StatusOutput {

  private final PrintStream out;
  private final boolean json;

  public StatusOutput(PrintStream out, boolean json) {
    this.out = out;
    this.json = json;
  }

  /**
   * Prints the status.
   *
   * @param reported status that the trace has reported
   * @param pending number of uploads that no store has confirmed
   * @param problems reasons why the trace is unhealthy; empty when it is healthy
   * @param start command that starts a trace
   * @param nowNanos monotonic time
   */
  public void print(
      Optional<TraceStatus> reported,
      long pending,
      boolean paused,
      List<HealthProblem> problems,
      String start,
      long nowNanos) {
    List<String> words = problems.stream().map(problem -> words(problem, start)).toList();
    if (json) {
      printJson(reported, pending, paused, words);
      return;
    }
    line("state", words.isEmpty() ? (paused ? "paused" : "healthy") : "unhealthy");
    words.forEach(problem -> line("problem", problem));
    boolean continues = words.isEmpty() && !paused;
    reported.ifPresent(status -> print(status, pending, continues, nowNanos));
  }

  private static String words(HealthProblem problem, String start) {
    if (problem instanceof SnapshotOverdue overdue) {
      return "the next snapshot is overdue by "
          + time(overdue.by())
          + ": the trace hangs or is suspended";
    } else if (problem instanceof SnapshotFailed failed) {
      return "the last snapshot failed: " + failed.cause();
    } else if (problem instanceof UploadStalled stalled) {
      return "the store has been "
          + stalled.state().label()
          + " for "
          + time(stalled.since())
          + ": "
          + stalled.problem();
    }
    return "no trace is recording into this directory; to start one: " + start;
  }

  private void printJson(
      Optional<TraceStatus> reported, long pending, boolean paused, List<String> problems) {
    JsonObject object = new JsonObject();
    object.addProperty("healthy", problems.isEmpty());
    object.addProperty("paused", paused);
    object.addProperty("pending", pending);
    JsonArray list = new JsonArray();
    problems.forEach(list::add);
    object.add("problems", list);
    reported.ifPresent(status -> object.add("trace", StatusJson.of(status)));
    out.println(JsonLine.of(object));
  }

  private void print(TraceStatus status, long pending, boolean continues, long nowNanos) {
    line("trace", status.trace());
    line("process", status.pid() + ", since " + seconds(status.startedAt()));
    status.last().ifPresent(last -> line("last snapshot", words(last)));
    if (continues) {
      line("next snapshot", "in " + time(untilNext(status, nowNanos)));
    }
    line("snapshots", status.snapshots() + " recorded, " + status.missed() + " missed");
    status.upload().ifPresent(upload -> print(upload, pending));
    line(
        "cost",
        status.cpuMillis() + " ms CPU, " + (status.residentBytes() >> 20) + " MiB resident");
  }

  private static String words(LastSnapshot last) {
    return seconds(last.startedAt())
        + ", "
        + Plural.of(last.rows(), "row")
        + " in "
        + last.scanTime().toMillis()
        + " ms";
  }

  private void print(UploadStatus upload, long pending) {
    String problem = upload.problem().map(text -> ", " + text).orElse("");
    line("store", upload.store() + ": " + upload.state().label() + problem);
    line("pending", Long.toString(pending));
    line("last upload", upload.last().map(StatusOutput::words).orElse("none yet"));
  }

  private static String words(LastUpload last) {
    return seconds(last.at()) + ", " + last.object();
  }

  /** One line for the terminal of a running trace: the time to its next snapshot, and the last. */
  public static String line(TraceStatus status, long nowNanos) {
    long left = untilNext(status, nowNanos).toSeconds();
    String line = String.format("next snapshot in %d:%02d", left / 60, left % 60);
    if (status.last().isPresent()) {
      line +=
          ", "
              + status.snapshots()
              + " recorded, "
              + Plural.of(status.last().get().rows(), "row")
              + " in the last";
    }
    StoreState store = status.upload().map(UploadStatus::state).orElse(StoreState.HEALTHY);
    return store == StoreState.HEALTHY ? line : line + ", store " + store.label();
  }

  private static Duration untilNext(TraceStatus status, long nowNanos) {
    return Duration.ofNanos(Math.max(0, status.nextSnapshotNanos() - nowNanos));
  }

  private static String seconds(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private void line(String name, String value) {
    out.printf("%-14s %s%n", name, Printable.of(value));
  }

  /** A duration in words: {@code 90 s}, {@code 15 min}, {@code 3 h}. */
  public static String time(Duration time) {
    long seconds = time.toSeconds();
    if (seconds < 120) {
      return seconds + " s";
    }
    return seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h";
  }
}
