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
 * The packaged program, listened to while it runs: what it told as recorded is there, whatever
 * happens to it afterwards.
 */
final class Program implements Closeable {

  private static final Pattern PLACE = Pattern.compile(" into (.*): (one snapshot|a snapshot .*)$");
  private static final Pattern STORED = Pattern.compile(" stored as (process_\\S+);");

  private final Process process;
  private final BufferedReader log;
  private final List<Path> told = new ArrayList<>();
  private Path trace = Path.of("");

  private Program(Process process) {
    this.process = process;
    this.log = process.errorReader(StandardCharsets.UTF_8);
  }

  /** Starts it without its launcher: one process, quick to start. */
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

  /** Listens until it records, or has ended. */
  void awaitStart() throws IOException {
    while (trace.toString().isEmpty() && hear() != null) {
      // Not yet.
    }
  }

  /** Listens until it has told of so many snapshots, or has ended. */
  void awaitTold(int snapshots) throws IOException {
    while (told.size() < snapshots && hear() != null) {
      // Not yet.
    }
  }

  /** Ends it as a crash does, if it has not ended, and listens to the last that it said. */
  int kill() throws IOException, InterruptedException {
    // By its handle: what it has said can be heard still.
    process.toHandle().destroyForcibly();
    return exitCode();
  }

  /** Listens to its end. */
  int exitCode() throws IOException, InterruptedException {
    while (hear() != null) {
      // To the end.
    }
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("it has closed its log and does not end");
    }
    return process.exitValue();
  }

  /** The CSV files of the snapshots that it told as recorded, as paths from its directory. */
  List<Path> told() {
    return told;
  }

  private String hear() throws IOException {
    String line = log.readLine();
    if (line != null) {
      Matcher place = PLACE.matcher(line);
      Matcher stored = STORED.matcher(line);
      if (place.find()) {
        trace = Path.of(place.group(1));
      } else if (stored.find()) {
        told.add(trace.resolve("process").resolve(stored.group(1)));
      }
    }
    return line;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
