package procsnap.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import procsnap.cli.InProcess;
import procsnap.cli.running.ExitCode;
import procsnap.fault.SmallMachine;

@ResourceLock(Resources.SYSTEM_ERR)
class PreviewCommandTest {

  @TempDir private Path directory;

  @Test
  void everyByteIsShownAndNothingKept() throws IOException {
    Path proc = SmallMachine.at(directory.resolve("proc"), 2);
    List<String> before = temporaryDirectories();
    InProcess program =
        InProcess.run("preview", "--anonymous", "--columns=all", "--proc-root=" + proc);
    assertEquals(ExitCode.OK, program.exitCode(), program::err);
    String shown = program.out();
    assertTrue(shown.contains("\"complete\": true"), shown);
    assertTrue(shown.contains("\"command_lines\": \"sha256\""), shown);
    String header =
        shown.lines().filter(line -> line.startsWith("timestamp,")).findFirst().orElseThrow();
    for (String column : header.split(",", -1)) {
      assertTrue(shown.matches("(?s).*\\n  " + column + " +\\S.*"), column);
    }
    long bytes =
        shown
            .lines()
            .filter(line -> line.startsWith("==="))
            .mapToLong(line -> Long.parseLong(line.replaceAll(".*, (\\d+) bytes", "$1")))
            .sum();
    assertTrue(
        shown.startsWith(
            "An upload of one snapshot contains these 4 files, " + bytes + " bytes, and nothing"),
        shown);
    assertEquals(before, temporaryDirectories());
    assertFalse(Files.exists(Path.of("procsnap-data")), "the default output directory");
  }

  private static List<String> temporaryDirectories() throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try (Stream<Path> files = Files.list(temporary)) {
      return files
          .map(Path::toString)
          .filter(name -> name.contains("procsnap-preview-"))
          .sorted()
          .toList();
    }
  }
}
