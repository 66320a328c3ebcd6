package procsnap.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A clean Debian 12 without Java, new for each run, with the packages in /mnt. */
record CleanRoot(Path log) {

  static final Path PACKAGES = Path.of("target/packages").toAbsolutePath();

  /** Runs lines of sh as root up to the first that fails. */
  void run(String lines) throws IOException, InterruptedException {
    inCleanRoot(List.of(), lines);
  }

  /** Runs them on a booted machine, under a systemd of its own. */
  void boot(String lines) throws IOException, InterruptedException {
    inCleanRoot(List.of("--booted"), lines);
  }

  private void inCleanRoot(List<String> options, String lines)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash", "src/test/sh/in-clean-root"));
    command.addAll(options);
    command.add(PACKAGES.toString());
    command.add(lines);
    finish(command);
  }

  /** Runs a command that must succeed. */
  void finish(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    int code = process.waitFor();
    assertEquals(0, code, this::said);
  }

  private String said() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
