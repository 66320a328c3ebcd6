package procsnap.cli.log;

import com.google.gson.JsonObject;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import procsnap.core.verify.TraceReport;
import procsnap.core.verify.VerifyEvents;

/**
 * Prints the findings of a verification as they come: words for people, or JSON, one object a line.
 * On a terminal a last line shows the progress.
 */
public final class VerifyOutput implements VerifyEvents {

  private final PrintStream out;
  private final boolean json;
  private final ProgressLine progress = new ProgressLine();
  private long complete;

  public VerifyOutput(PrintStream out, boolean json) {
    this.out = out;
    this.json = json;
  }

  @Override
  public void complete(String file) {
    complete++;
    progress.show("verifying: " + Plural.of(complete, "snapshot") + " complete");
  }

  @Override
  public void damaged(String file, String why) {
    finding("damaged", file, why);
  }

  @Override
  public void missing(String trace, String what) {
    finding("missing", trace.isEmpty() ? "." : trace, what);
  }

  @Override
  public void orphaned(String file) {
    finding("orphaned", file, ReportMessages.ORPHANED);
  }

  @Override
  public void verified(TraceReport trace) {
    String directory = trace.trace().isEmpty() ? "." : trace.trace();
    if (json) {
      JsonObject line = counts("trace", trace);
      line.addProperty("path", directory);
      line.addProperty("ended", trace.ended());
      print(JsonLine.of(line));
    } else {
      print(
          Printable.of(directory)
              + ": "
              + counts(trace)
              + (trace.ended() ? "" : "; " + ReportMessages.NO_END));
    }
  }

  /** Prints the sum of all traces, at the end. */
  public void total(long traces, TraceReport all) {
    if (json) {
      JsonObject line = counts("total", all);
      line.addProperty("traces", traces);
      line.addProperty("healthy", all.isHealthy());
      print(JsonLine.of(line));
    } else {
      print(
          (all.isHealthy() ? ReportMessages.HEALTHY : ReportMessages.UNHEALTHY)
              + ": "
              + Plural.of(traces, "trace")
              + ", "
              + counts(all));
    }
  }

  /** Erases the progress. */
  public void end() {
    progress.erase();
  }

  private void finding(String kind, String where, String what) {
    if (json) {
      JsonObject line = new JsonObject();
      line.addProperty("type", kind);
      line.addProperty("path", where);
      line.addProperty("problem", what);
      print(JsonLine.of(line));
    } else {
      print(kind + ": " + Printable.of(where) + ": " + Printable.of(what));
    }
  }

  private static JsonObject counts(String type, TraceReport report) {
    JsonObject line = new JsonObject();
    line.addProperty("type", type);
    line.addProperty("complete", report.complete());
    line.addProperty("missing", report.missing());
    line.addProperty("damaged", report.damaged());
    line.addProperty("orphaned", report.orphaned());
    line.addProperty("missed", report.missed());
    line.addProperty("expired", report.expired());
    line.addProperty("rows", report.rows());
    line.addProperty("bytes", report.bytes());
    return line;
  }

  private static String counts(TraceReport report) {
    List<String> counts = new ArrayList<>();
    counts.add(Plural.of(report.complete(), "snapshot") + " complete");
    add(counts, report.missing(), "missing");
    add(counts, report.damaged(), "damaged");
    add(counts, report.orphaned(), "orphaned");
    add(counts, report.missed(), ReportMessages.MISSED);
    add(counts, report.expired(), ReportMessages.EXPIRED);
    counts.add(Plural.of(report.rows(), "row"));
    counts.add(report.bytes() / 1024 + " KiB");
    return String.join(", ", counts);
  }

  private static void add(List<String> counts, long count, String what) {
    if (count > 0) {
      counts.add(count + " " + what);
    }
  }

  private void print(String line) {
    progress.erase();
    out.println(line);
  }
}
