package procsnap.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import procsnap.cli.Packaged;

/** Processes whose command line never arrives, among honest ones. */
@Execution(ExecutionMode.CONCURRENT)
@Order(1)
class HangingReadsIT {

  private static final int HANGING = 400;
  private static final int HONEST = 50;

  @TempDir private Path directory;

  @Test
  void snapshotsKeepTheirCadenceAndOnlyHangingRowsLackACommandLine() throws Exception {
    Path proc = SmallMachine.at(directory.resolve("proc"), HANGING + HONEST);
    List<String> pipes = new ArrayList<>(List.of("mkfifo"));
    for (int i = 0; i < HANGING; i++) {
      Path commandLine = proc.resolve(42 + i + "/cmdline");
      Files.delete(commandLine);
      pipes.add(commandLine.toString());
    }
    assertEquals(0, Packaged.finish(directory, pipes, directory.resolve("log")));

    Packaged trace =
        Packaged.run(
            directory, "trace", "--interval=5s", "--snapshots=2", "--proc-root=proc", "-o", "out");

    assertEquals(0, trace.exitCode(), trace::standardError);
    List<Path> snapshots = Packaged.snapshots(directory.resolve("out"));
    assertEquals(2, snapshots.size(), trace::standardError);
    for (Path csv : snapshots) {
      JsonObject manifest = Packaged.manifest(csv);
      assertEquals(HANGING + HONEST, manifest.get("rows").getAsInt());
      assertEquals(HANGING, manifest.get("timed_out").getAsInt());
      assertEquals(0, manifest.getAsJsonArray("missed_before").size());
      long whole = Packaged.text(csv).lines().filter(row -> row.contains(",/bin/small,")).count();
      assertEquals(HONEST, whole);
    }
  }
}
