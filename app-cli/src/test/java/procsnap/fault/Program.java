package procsnap.fault;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import procsnap.cli.Packaged;

/**
 * The packaged program, with its log read while it runs: what it reports as recorded must survive
 * whatever happens next.
 */
final class Program implements Closeable {

  private static final Pattern PLACE = Pattern.compile(" into (.*): (one snapshot|a snapshot .*)$");
  private static final Pattern STORED = Pattern.compile(" stored as (process_\\S+);");

  private final Process process;
  private final BufferedReader log;
  private final List<Path> reported = new ArrayList<>();
  private Path trace = Path.of("");

  private Program(Process process) {
    this.process = process;
    this.log = process.errorReader(StandardCharsets.UTF_8);
  }

  /** Starts it without its launcher, as a single process that starts quickly. */
  static Program start(Path directory, String... arguments) throws IOException {
    List<String> command = Packaged.fromClassData();
    command.addAll(List.of(arguments));
    command.add("--verbose");
    return new Program(
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start());
  }

  long pid() {
    return process.pid();
  }

  /** Reads the log until it records or has ended. */
  void awaitStart() throws IOException {
    while (trace.toString().isEmpty() && readLine() != null) {
      // Not yet.
    }
  }

  /** Reads the log until it has reported that many snapshots or has ended. */
  void awaitReported(int snapshots) throws IOException {
    while (reported.size() < snapshots && readLine() != null) {
      // Not yet.
    }
  }

  /** Kills it if it still runs, and reads the rest of its log. */
  int kill() throws IOException, InterruptedException {
    // By its handle, so that the rest of its output can still be read.
    process.toHandle().destroyForcibly();
    return exitCode();
  }

  /** Reads the log to its end. */
  int exitCode() throws IOException, InterruptedException {
    while (readLine() != null) {
      // To the end.
    }
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("it has closed its log and does not exit");
    }
    return process.exitValue();
  }

  /** CSV files of the snapshots reported as recorded, relative to its directory. */
  List<Path> reported() {
    return reported;
  }

  private String readLine() throws IOException {
    String line = log.readLine();
    if (line != null) {
      Matcher place = PLACE.matcher(line);
      Matcher stored = STORED.matcher(line);
      if (place.find()) {
        trace = Path.of(place.group(1));
      } else if (stored.find()) {
        reported.add(trace.resolve("process").resolve(stored.group(1)));
      }
    }
    return line;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
