package procsnap.cli.log;

import com.google.gson.JsonObject;
import java.io.PrintStream;
import java.util.Locale;

/** Prints the results of checks, one a line as they come: words, or JSON. */
public final class DoctorOutput {

  /** Severity of a finding. */
  public enum Kind {
    OK,
    /** A trace can run, but not as well as it could. */
    WARN,
    /** A trace cannot run. */
    FAIL
  }

  private final PrintStream out;
  private final boolean json;
  private boolean failed;

  public DoctorOutput(PrintStream out, boolean json) {
    this.out = out;
    this.json = json;
  }

  /**
   * Prints a finding.
   *
   * @param finding what was found, and what to do about it if anything
   */
  public void add(Kind kind, String subject, String finding) {
    failed |= kind == Kind.FAIL;
    String word = kind.name().toLowerCase(Locale.ROOT);
    if (json) {
      JsonObject line = new JsonObject();
      line.addProperty("result", word);
      line.addProperty("subject", subject);
      line.addProperty("finding", finding);
      out.println(JsonLine.of(line));
    } else {
      out.printf("%-5s %-12s %s%n", word, subject, Printable.of(finding));
    }
  }

  /** Whether anything prevents a trace. */
  public boolean hasFailed() {
    return failed;
  }
}
