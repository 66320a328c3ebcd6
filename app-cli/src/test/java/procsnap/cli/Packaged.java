package procsnap.cli;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The packaged program as a user runs it, in a process of its own. */
public final class Packaged {

  public static final Path LAUNCHER = Path.of("target/procsnap/bin/procsnap").toAbsolutePath();

  private static final Path JARS = LAUNCHER.resolve("../../lib").normalize();

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final Path out;
  private final Path err;

  private Packaged(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Starts procsnap in a directory, with these variables beside those of the build. */
  public static Packaged start(Path directory, Map<String, String> variables, String... arguments) {
    List<String> command = withDefaultSignals(LAUNCHER.toString());
    command.addAll(List.of(arguments));
    try {
      Path out = temporaryFile("out");
      Path err = temporaryFile("err");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().putAll(variables);
      Process process = builder.start();
      // A failed test leaves nothing running.
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      return new Packaged(process, out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A command with default signal handling: a build in the background ignores SIGINT, one under
   * nohup SIGHUP, and its children inherit that.
   */
  static List<String> withDefaultSignals(String... command) {
    List<String> all = new ArrayList<>(List.of("env", "--default-signal=INT,HUP"));
    all.addAll(List.of(command));
    return all;
  }

  /** A file for this test run, outside the directory a test looks at. */
  public static Path temporaryFile(String ending) throws IOException {
    Path file = Files.createTempFile("procsnap-test", "." + ending);
    file.toFile().deleteOnExit();
    return file;
  }

  public static Packaged start(Path directory, String... arguments) {
    return start(directory, Map.of(), arguments);
  }

  /** Command line of the program without its launcher and with other JVM options. */
  public static List<String> withoutLauncher(String... jvmOptions) {
    String classPath = JARS + "/*:" + JARS + "/third-party/*:" + JARS + "/upload/*";
    return java("--class-path=" + classPath, jvmOptions);
  }

  /**
   * Command line of a trace with the class-data archive, as the last arguments of another command.
   */
  public static List<String> fromClassData(String... command) {
    // The archive contains the paths of the jars below descriptor 9.
    List<String> all =
        new ArrayList<>(List.of("sh", "-c", "exec 9< \"$0\"; exec \"$@\"", JARS.toString()));
    all.addAll(List.of(command));
    Path classData = JARS.resolve("class-data");
    all.addAll(
        java("@" + classData + "/class-path", "-XX:SharedArchiveFile=" + classData + "/trace.jsa"));
    return all;
  }

  private static List<String> java(String classPath, String... jvmOptions) {
    List<String> command = new ArrayList<>(List.of("java", "-XX:+UseSerialGC", "-Xss512k"));
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
    command.add("-Dguice_bytecode_gen_option=DISABLED");
    command.addAll(List.of(jvmOptions));
    command.addAll(List.of(classPath, "procsnap.cli.Main"));
    return command;
  }

  /** Starts a command with its output in a file. */
  public static Process begin(Path directory, List<String> command, Path log) throws IOException {
    return new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  /** Runs a command with its output in a file; returns its exit code. */
  public static int finish(Path directory, List<String> command, Path log)
      throws IOException, InterruptedException {
    Process process = begin(directory, command, log);
    if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("did not exit within " + PATIENCE + ": " + text(log));
    }
    return process.exitValue();
  }

  /** Starts it and waits for its end. */
  public static Packaged run(Path directory, String... arguments) {
    Packaged program = start(directory, arguments);
    program.exitCode();
    return program;
  }

  /** Waits for its end and returns its exit code. */
  public int exitCode() {
    try {
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("did not exit within " + PATIENCE + ": " + standardError());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /** Sends it a signal, by name without SIG. */
  public void signal(String name) {
    try {
      // The shell's builtin: a minimal machine has no kill command.
      new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid()).start().waitFor();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Sends a signal and returns the time until it ended. */
  public Duration stopBy(String signal) {
    long start = System.nanoTime();
    signal(signal);
    exitCode();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  public String standardOutput() {
    return text(out);
  }

  /** Standard error without the warning that the tests run in a container. */
  public String standardError() {
    return text(err).replaceAll("[^\n]* WARN only this container's own processes[^\n]*\n", "");
  }

  /** Waits up to a minute for a condition. */
  public static void await(String what, BooleanSupplier condition) {
    await(what, PATIENCE, condition);
  }

  public static void await(String what, Duration patience, BooleanSupplier condition) {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("timed out waiting for " + what);
      }
      try {
        // Waiting takes no CPU from the program.
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** Sorted files below a directory with this ending; the directory may change meanwhile. */
  public static List<Path> files(Path directory, String ending) {
    List<Path> files = new ArrayList<>();
    try {
      Files.walkFileTree(
          directory,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (attributes.isRegularFile() && file.toString().endsWith(ending)) {
                files.add(file);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException gone) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    files.sort(null);
    return files;
  }

  public static List<Path> snapshots(Path directory) {
    return files(directory, ".csv");
  }

  /** Copies a tree as it is: links, times, permissions. */
  public static void copy(Path from, Path to) throws IOException, InterruptedException {
    List<String> command = List.of("cp", "-a", from.toString(), to.toString());
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
      throw new AssertionError("cannot copy " + from);
    }
  }

  public static JsonObject json(Path file) {
    return JsonParser.parseString(text(file)).getAsJsonObject();
  }

  /** The manifest beside a snapshot. */
  public static JsonObject manifest(Path csv) {
    return json(Path.of(csv.toString().replaceFirst("\\.csv(\\.gz)?$", ".json")));
  }

  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  public static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String text(Path file) {
    return new String(bytes(file), StandardCharsets.UTF_8);
  }
}
