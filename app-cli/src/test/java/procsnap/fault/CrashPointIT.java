package procsnap.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import procsnap.cli.Packaged;
import procsnap.core.verify.TraceReport;

/**
 * SIGKILL between the steps of publishing, recovery and upload, once and twice in a row: nothing is
 * lost, duplicated or partial, locally or in the store, and the next start recovers the rest.
 */
@Execution(ExecutionMode.CONCURRENT)
class CrashPointIT {

  private static final String LOCAL = "procsnap.adapters.storage.local.";
  private static final String DRAFT = LOCAL + "LocalSnapshotStore$LocalDraft#";
  private static final String FILE = "procsnap.adapters.storage.file.DurableFile#";
  private static final String RECOVERY = LOCAL + "TreeRecovery#";
  private static final String QUEUED = LOCAL + "LocalUploadQueue$LocalObject#";
  private static final String STORE = "procsnap.adapters.storage.DirectoryObjectStore#";

  /** Point at which the program is killed, named by the method that it is about to enter. */
  enum CrashPoint {
    TRACE_DIRECTORY_MADE(FILE + "create", 1),
    TRACE_MANIFEST_WRITTEN(FILE + "publish", 1),
    TRACE_MANIFEST_NAMED(FILE + "removePart", 1),
    FIRST_ROW_READ(DRAFT + "add", 1),
    ROWS_WRITTEN(DRAFT + "publish", 1),
    CSV_DURABLE(DRAFT + "publishAs", 1),
    MANIFEST_DURABLE(FILE + "publish", 2),
    CSV_NAMED(FILE + "removePart", 2),
    CSV_WITHOUT_PART(FILE + "publish", 3),
    MANIFEST_NAMED(FILE + "removePart", 3),
    SNAPSHOT_REPORTED(LOCAL + "LocalSnapshotStore#closeTrace", 1),
    END_NAMED(FILE + "removePart", 4),

    RECOVERY_BEGUN(RECOVERY + "recover", 1),
    RECOVERING_PARTS(RECOVERY + "finishPart", 1),
    MANIFEST_CERTIFIES(FILE + "publish", 1),
    PARTS_FINISHED(RECOVERY + "quarantineUnlessPublished", 1),

    UPLOAD_BEGUN(STORE + "putIfAbsent", 1),
    TRACE_MANIFEST_STORED(QUEUED + "confirm", 1),
    CSV_SENT(STORE + "putIfAbsent", 2),
    CSV_STORED(QUEUED + "confirm", 2),
    MANIFEST_SENT(STORE + "putIfAbsent", 3),
    MANIFEST_STORED(QUEUED + "confirm", 3),
    END_STORED(QUEUED + "confirm", 4),
    TRACE_EMPTIED(LOCAL + "LocalUploadQueue#removeIfEmpty", 1);

    private final String method;
    private final int times;

    CrashPoint(String method, int times) {
      this.method = method;
      this.times = times;
    }

    boolean isRecovery() {
      return compareTo(RECOVERY_BEGUN) >= 0 && compareTo(PARTS_FINISHED) <= 0;
    }

    boolean isUpload() {
      return compareTo(UPLOAD_BEGUN) >= 0;
    }
  }

  /** Whether to recover from a single kill as well, where a second would reach the same point. */
  private static final boolean ONCE = Extent.of("once", 0, 1) == 1;

  /** What the points of an upload, and of a recovery, start from. */
  @TempDir private static Path recorded;

  @TempDir private static Path interrupted;

  @TempDir private Path directory;

  private Path out;
  private Path store;

  @BeforeAll
  static void recordOnceAndInterruptOnce() throws Exception {
    CrashPointIT complete = new CrashPointIT();
    complete.smallMachine(recorded);
    assertEquals(0, Packaged.run(recorded, complete.record()).exitCode());

    CrashPointIT killed = new CrashPointIT();
    killed.smallMachine(interrupted);
    killed.kill(CrashPoint.CSV_WITHOUT_PART);
  }

  @BeforeEach
  void smallMachine() throws IOException {
    smallMachine(directory);
  }

  private void smallMachine(Path place) throws IOException {
    directory = place;
    SmallMachine.at(directory.resolve("proc"), 1);
    out = directory.resolve("out");
    store = directory.resolve("store");
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsLostWhenItIsKilledThereOnceOrTwiceInARow(CrashPoint point) throws Exception {
    prepare(point);
    kill(point);
    if (ONCE) {
      Path once = Files.createDirectory(directory.resolve("once"));
      copyIfThere(out, once);
      copyIfThere(store, once);
    }
    // What was done before the first kill is not repeated.
    boolean again = killed(point);
    System.out.println(
        point + (again ? ": killed there again" : ": the second start had passed it"));
    everythingIsRecoveredAfterwards(point, again ? 2 : 1);

    if (ONCE) {
      out = directory.resolve("once/out");
      store = directory.resolve("once/store");
      everythingIsRecoveredAfterwards(point, 1);
    }
  }

  private static void copyIfThere(Path tree, Path to) throws Exception {
    if (Files.exists(tree)) {
      Packaged.copy(tree, to);
    }
  }

  /** Provides what the program needs to reach that point. */
  private void prepare(CrashPoint point) throws Exception {
    if (point.isRecovery()) {
      copyIfThere(interrupted.resolve("out"), directory);
    } else if (point.isUpload()) {
      copyIfThere(recorded.resolve("out"), directory);
      Files.createDirectory(store);
    }
  }

  private void kill(CrashPoint point) throws Exception {
    assertTrue(killed(point), () -> point + " was not reached: " + log());
    assertEquals(0, Oracle.verify(out).damaged());
  }

  private boolean killed(CrashPoint point) throws Exception {
    String[] command = point.isUpload() ? upload() : record();
    return Stopped.killAt(directory, point.method, point.times, directory.resolve("log"), command);
  }

  private void everythingIsRecoveredAfterwards(CrashPoint point, int kills) throws Exception {
    if (point.isUpload()) {
      Packaged next = Packaged.run(directory, upload());
      assertEquals(0, next.exitCode(), next::standardError);
      assertEquals(List.of(), Packaged.files(out.resolve("linux_trace_v3_test"), ""));
      TraceReport stored = Oracle.verifyStore(store);
      assertEquals(1, stored.complete());
      assertTrue(stored.isHealthy(), stored::toString);
    } else {
      long before = Oracle.verify(out).complete();
      Packaged next = Packaged.run(directory, record());
      assertEquals(0, next.exitCode(), next::standardError);
      TraceReport after = Oracle.verify(out);
      assertTrue(after.isHealthy(), after::toString);
      assertTrue(after.complete() > before, after::toString);
      assertTrue(after.complete() <= kills + 2, after::toString);
    }
  }

  /** With an ID: a machine without one of its own writes a file more, and reaches another point. */
  private String[] record() {
    return new String[] {
      "trace", "--snapshots=1", "--machine-id=M", "--proc-root=proc", "--output=" + out
    };
  }

  private String[] upload() {
    return new String[] {"upload", "--output=" + out, "--store=" + store.toUri()};
  }

  private String log() {
    return Packaged.text(directory.resolve("log"));
  }
}
