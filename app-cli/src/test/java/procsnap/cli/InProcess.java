package procsnap.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import procsnap.cli.running.ExitCode;
import procsnap.cli.running.StopOnSignal;

/**
 * A command that has run inside the test's JVM, with a given environment and its own standard
 * streams.
 *
 * @param exitCode its exit code
 * @param out its standard output
 * @param err its standard error
 */
public record InProcess(ExitCode exitCode, String out, String err) {

  /** Runs a command with an empty environment. */
  public static InProcess run(String... arguments) {
    return run(Map.of(), arguments);
  }

  public static InProcess run(Map<String, String> environment, String... arguments) {
    return run(environment, new StopOnSignal(), arguments);
  }

  /** Runs a command that may be stopped. The log goes to System.err, so one runs at a time. */
  public static synchronized InProcess run(
      Map<String, String> environment, StopOnSignal stop, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream outText = new PrintStream(out, true, StandardCharsets.UTF_8);
    PrintStream errText = new PrintStream(err, true, StandardCharsets.UTF_8);
    PrintStream before = System.err;
    System.setErr(errText);
    try {
      ExitCode code = new Main(environment, stop, out, outText, errText).run(List.of(arguments));
      return new InProcess(
          code,
          out.toString(StandardCharsets.UTF_8),
          // But for the warning that the tests run in a container, if they do.
          err.toString(StandardCharsets.UTF_8)
              .replaceAll("[^\n]* WARN only this container's own processes[^\n]*\n", ""));
    } finally {
      System.setErr(before);
    }
  }

  /** Lines of its standard error. */
  public List<String> errLines() {
    return err.lines().toList();
  }
}
