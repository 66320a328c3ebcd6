package procsnap.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import procsnap.core.port.FakeProcessTable;
import procsnap.core.port.InMemorySnapshotStore;
import procsnap.core.privacy.CommandLinePolicy;
import procsnap.core.record.RecordedEvents;
import procsnap.core.record.Tracer;
import procsnap.core.time.FakeTime;
import procsnap.core.time.StopSignal;
import procsnap.core.trace.TracePlan;

/**
 * Recording a whole trace in the domain reads no file, above all none of /proc. The JVM's flight
 * recorder, which sees every read, observes it.
 */
class DomainTouchesNoFileTest {

  @TempDir private Path directory;

  @Test
  void wholeTraceReadsNoFile() throws Exception {
    // The first run loads the classes, which are files too.
    record(new InMemorySnapshotStore());
    InMemorySnapshotStore store = new InMemorySnapshotStore();
    List<String> read = filesReadBy(() -> record(store));
    assertEquals(5, store.published().size());
    assertEquals(List.of(), read);
  }

  private static void record(InMemorySnapshotStore store) throws Exception {
    FakeTime time = new FakeTime(Instant.EPOCH);
    FakeProcessTable table = new FakeProcessTable(time);
    table.start(1, 1).running("anything");
    TracePlan plan =
        new TracePlan(
            Duration.ZERO, Duration.ofMinutes(5), 5, Set.of(), new CommandLinePolicy.Hashed());
    new Tracer(table, store, time, new StopSignal(), new RecordedEvents()).run(plan, Map.of());
  }

  @Test
  void readOfProcIsDetected() throws Exception {
    Path file = Files.exists(Path.of("/proc/uptime")) ? Path.of("/proc/uptime") : aFile();
    List<String> read =
        filesReadBy(
            () -> {
              try (FileInputStream in = new FileInputStream(file.toFile())) {
                in.readAllBytes();
              }
            });
    assertTrue(read.contains(file.toString()), read::toString);
  }

  private Path aFile() throws IOException {
    return Files.writeString(directory.resolve("file"), "text");
  }

  private List<String> filesReadBy(Action action) throws Exception {
    Path dump = directory.resolve("events.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.FileRead").withThreshold(Duration.ZERO);
      recording.start();
      action.run();
      recording.stop();
      recording.dump(dump);
    }
    return RecordingFile.readAllEvents(dump).stream()
        .filter(event -> event.getEventType().getName().equals("jdk.FileRead"))
        .map(event -> event.getString("path"))
        .toList();
  }

  /** Action whose reads are recorded. */
  private interface Action {
    void run() throws Exception;
  }
}
