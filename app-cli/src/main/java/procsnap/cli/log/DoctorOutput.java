package procsnap.cli.log;

import com.google.gson.JsonObject;
import java.io.PrintStream;
import java.util.Locale;

/** Prints what a look at the machine finds, a line each as it finds it: words, or JSON. */
public final class DoctorOutput {

  /** How good a finding is. */
  public enum Kind {
    OK,
    /** A trace would run, but not as well as it could. */
    WARN,
    /** It would stop a trace. */
    FAIL
  }

  private final PrintStream out;
  private final boolean json;
  private boolean failed;

  public DoctorOutput(PrintStream out, boolean json) {
    this.out = out;
    this.json = json;
  }

  /** Prints a finding: what it is about, what was found, and what to do where that is wanted. */
  public void add(Kind kind, String subject, String finding) {
    failed |= kind == Kind.FAIL;
    String word = kind.name().toLowerCase(Locale.ROOT);
    if (json) {
      JsonObject line = new JsonObject();
      line.addProperty("result", word);
      line.addProperty("subject", subject);
      line.addProperty("finding", finding);
      out.println(line);
    } else {
      out.printf("%-5s %-12s %s%n", word, subject, Printable.of(finding));
    }
  }

  /** Whether anything would stop a trace. */
  public boolean hasFailed() {
    return failed;
  }
}
