package procsnap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import procsnap.testing.Needs;

/** A live trace of three snapshots, row by row against psutil of Debian's python3-psutil. */
@Needs({"python3", "psutil"})
class AgreesWithPsutilIT {

  @TempDir private Path directory;

  @Test
  void everyRowIsAsPsutilSeesIt() throws IOException, InterruptedException {
    Process script =
        new ProcessBuilder(
                "/usr/bin/python3",
                "src/test/resources/agree_with_psutil.py",
                Packaged.LAUNCHER.toString(),
                directory.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, script.waitFor(), said);
  }
}
