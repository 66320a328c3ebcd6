package procsnap.adapters.storage;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Another process that runs a main class of these tests, under a umask of its own. */
public final class ChildJvm implements Closeable {

  private final Process process;
  private final BufferedReader out;

  private ChildJvm(Process process) {
    this.process = process;
    this.out = process.inputReader(StandardCharsets.UTF_8);
  }

  public static ChildJvm start(String umask, Class<?> main, Path directory) throws IOException {
    return new ChildJvm(
        new ProcessBuilder(
                "sh",
                "-c",
                "umask " + umask + "; exec \"$@\"",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  public long pid() {
    return process.pid();
  }

  /** The next line it prints; waits for it. */
  public String line() throws IOException {
    return String.valueOf(out.readLine());
  }

  public int exitCode() throws InterruptedException {
    return process.waitFor();
  }

  /** Ends it as a crash does. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Ends it if it has not ended yet. */
  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    out.close();
  }
}
