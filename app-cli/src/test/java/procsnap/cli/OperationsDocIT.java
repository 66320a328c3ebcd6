package procsnap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/operations.md, done line by line: each of its shell blocks, in one shell. */
class OperationsDocIT {

  private static final Pattern BLOCK = Pattern.compile("(?s)```sh\n(.*?)```");

  @TempDir private Path directory;

  @Test
  void everyLineOfItWorks() throws IOException, InterruptedException {
    StringBuilder script = new StringBuilder("set -e -m\n");
    script.append("PATH=").append(Packaged.LAUNCHER.getParent()).append(":$PATH HOME=$PWD\n");
    Matcher block = BLOCK.matcher(Packaged.text(Path.of("../docs/operations.md")));
    int blocks = 0;
    while (block.find()) {
      script.append(block.group(1));
      blocks++;
    }
    assertTrue(blocks > 5, script::toString);
    Path log = directory.resolve("said");
    int code =
        Packaged.finish(
            directory, Packaged.withDefaultSignals("bash", "-c", script.toString()), log);
    String said = Packaged.text(log);
    assertEquals(0, code, said);
    assertTrue(said.contains("healthy: "), said);
    assertTrue(said.contains("upload-limit is 500KiB/s from now on"), said);
  }
}
