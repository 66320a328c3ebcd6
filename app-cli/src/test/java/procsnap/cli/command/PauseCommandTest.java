package procsnap.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import procsnap.adapters.storage.local.OutputDirectory;
import procsnap.cli.InProcess;
import procsnap.cli.running.ExitCode;

@ResourceLock(Resources.SYSTEM_ERR)
class PauseCommandTest {

  @TempDir private Path directory;

  @Test
  void pauseHoldsUntilResumeAndSaysHowToEndIt() throws IOException {
    Path out = Files.createDirectory(directory.resolve("it's"));
    String resume = "procsnap resume --output '" + out.toString().replace("'", "'\\''") + "'\n";
    assertSays("pause", out, ": paused; nothing is recorded or uploaded; to resume: " + resume);
    assertTrue(OutputDirectory.isPaused(out));
    assertSays("pause", out, ": already paused; to resume: " + resume);
    assertSays("resume", out, ": resumed; the next snapshot is taken when it is due\n");
    assertFalse(OutputDirectory.isPaused(out));
    assertSays("resume", out, ": not paused\n");
  }

  private static void assertSays(String command, Path out, String message) {
    InProcess program = InProcess.run(command, "--output=" + out);
    assertEquals(ExitCode.OK, program.exitCode());
    assertTrue(program.err().endsWith(" INFO " + out + message), program::err);
  }
}
