package procsnap.cli.log;

import com.google.gson.JsonObject;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import procsnap.core.verify.TraceReport;
import procsnap.core.verify.VerifyEvents;

/**
 * Prints what a verification finds, a line each as it finds it: words for people, or JSON, an
 * object a line. On a terminal a last line tells how far it is.
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
    progress.show("verifying: " + complete + " snapshots complete");
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
    finding("orphaned", file, "it was never published");
  }

  @Override
  public void verified(TraceReport trace) {
    String directory = trace.trace().isEmpty() ? "." : trace.trace();
    if (json) {
      JsonObject line = counts("trace", trace);
      line.addProperty("path", directory);
      line.addProperty("ended", trace.ended());
      print(line.toString());
    } else {
      print(
          Printable.of(directory)
              + ": "
              + counts(trace)
              + (trace.ended() ? "" : "; its end was not recorded"));
    }
  }

  /** What was found in all, at the end. */
  public void total(long traces, TraceReport all) {
    if (json) {
      JsonObject line = counts("total", all);
      line.addProperty("traces", traces);
      line.addProperty("healthy", all.isHealthy());
      print(line.toString());
    } else {
      print(
          (all.isHealthy() ? "all is well: " : "not all is well: ")
              + (traces == 1 ? "1 trace, " : traces + " traces, ")
              + counts(all));
    }
  }

  /** Leaves no half line behind. */
  public void end() {
    progress.erase();
  }

  private void finding(String kind, String where, String what) {
    if (json) {
      JsonObject line = new JsonObject();
      line.addProperty("type", kind);
      line.addProperty("path", where);
      line.addProperty("what", what);
      print(line.toString());
    } else {
      print(kind.replace('_', ' ') + ": " + Printable.of(where) + ": " + Printable.of(what));
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
    counts.add(
        report.complete() + (report.complete() == 1 ? " snapshot" : " snapshots") + " complete");
    add(counts, report.missing(), "missing");
    add(counts, report.damaged(), "damaged");
    add(counts, report.orphaned(), "orphaned");
    add(counts, report.missed(), "not taken, as the manifests tell");
    add(counts, report.expired(), "removed for their age or size");
    counts.add(report.rows() + " rows");
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
