package procsnap.cli.log;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import procsnap.adapters.storage.local.StatusFile.Status;
import procsnap.adapters.storage.local.StatusFile.Upload;

/** Prints the status of a trace: words for people, or JSON, one object. */
public final class StatusOutput {

  private static final Gson GSON =
      new GsonBuilder()
          .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
          .create();

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
   */
  public void print(
      Optional<Status> reported, long pending, boolean paused, List<String> problems) {
    if (json) {
      JsonObject object = new JsonObject();
      object.addProperty("healthy", problems.isEmpty());
      object.addProperty("paused", paused);
      object.addProperty("pending", pending);
      JsonArray list = new JsonArray();
      problems.forEach(list::add);
      object.add("problems", list);
      reported.ifPresent(status -> object.add("trace", GSON.toJsonTree(status)));
      out.println(object);
      return;
    }
    line("state", problems.isEmpty() ? (paused ? "paused" : "healthy") : "unhealthy");
    problems.forEach(problem -> line("problem", problem));
    boolean continues = problems.isEmpty() && !paused;
    reported.ifPresent(status -> print(status, pending, continues));
  }

  private void print(Status status, long pending, boolean continues) {
    line("trace", status.trace());
    line("process", status.pid() + ", since " + status.startedAt());
    if (status.last() != null) {
      line(
          "last snapshot",
          status.last().at()
              + ", "
              + Plural.of(status.last().rows(), "row")
              + " in "
              + status.last().scanMs()
              + " ms");
    }
    if (continues) {
      long left = Math.max(0, status.nextMonoNs() - System.nanoTime());
      line("next snapshot", "in " + time(Duration.ofNanos(left)));
    }
    line("snapshots", status.snapshots() + " recorded, " + status.missed() + " missed");
    Upload upload = status.upload();
    if (upload != null) {
      line(
          "store",
          upload.store()
              + ": "
              + (upload.problem() == null
                  ? upload.state()
                  : upload.state() + ", " + upload.problem()));
      line("pending", Long.toString(pending));
      line(
          "last upload",
          upload.lastAt() == null ? "none yet" : upload.lastAt() + ", " + upload.lastObject());
    }
    line("cost", status.selfCpuMs() + " ms CPU, " + status.selfRssKb() / 1024 + " MiB resident");
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
