package procsnap.fault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import procsnap.cli.Packaged;
import procsnap.testing.Needs;
import procsnap.testing.NeedsRoot;

/** SIGTERM, whatever the program is waiting for: it exits within two seconds. */
@Isolated("two seconds are to be those of the program")
class StopIT {

  private static final Duration SOON = Duration.ofSeconds(2);

  /** Number of stops in each state. */
  private static final int STOPS = Extent.of("stops", 1, 63);

  @TempDir private Path directory;

  private final List<Duration> taken = new ArrayList<>();

  @Test
  void storeThatTakesConnectionsAndNeverAnswers() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      stopUploads(silent.getLocalPort());
    }
  }

  @Test
  void storeThatNeverAnswersWhenTheTraceHasEndedByItself() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      stopUploads(silent.getLocalPort(), "--snapshots=1", "--flush-timeout=1m");
    }
  }

  @Test
  void storeThatIsNotThere() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    stopUploads(port);
  }

  @Test
  void storeThatSendsHalfAnAnswer() throws Exception {
    try (ServerSocket half = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread answers = new Thread(() -> answerByHalf(half));
      answers.setDaemon(true);
      answers.start();
      stopUploads(half.getLocalPort());
    }
  }

  @Test
  @NeedsRoot("it mounts a file system")
  @Needs({"mount", "mkfs.ext4", "python3"})
  void diskThatIsFull() throws Exception {
    Path disk = Files.createDirectory(directory.resolve("disk"));
    try (LoopDisk full = LoopDisk.mountedAt(disk, directory.resolve("image"), 8)) {
      fill(full.path().resolve("ballast"));
      for (int i = 0; i < STOPS; i++) {
        Packaged program = start("--output=" + full.path().resolve("out"), "--min-free=0");
        Packaged.await("a start or an end", () -> !program.standardError().isEmpty());
        taken.add(program.stopBy("TERM"));
        assertTrue(program.exitCode() <= 1, program::standardError);
      }
    }
    assertAllSoon();
  }

  @Test
  @NeedsRoot("it mounts a file system")
  @Needs({"mount", "mkfs.ext4", "python3"})
  void diskThatIsDead() throws Exception {
    for (int i = 0; i < STOPS; i++) {
      Path path = Files.createDirectory(directory.resolve("disk" + i));
      try (LoopDisk dead = LoopDisk.mountedAt(path, directory.resolve("image" + i), 8)) {
        LoopDisk.PowerCut power = dead.powerCut();
        Packaged program = start("--output=" + path.resolve("out"), "--min-free=0");
        awaitSnapshot(program);
        power.now();
        Packaged.await("a miss", () -> program.standardError().contains(" failed: "));
        taken.add(program.stopBy("TERM"));
        assertEquals(0, program.exitCode(), program::standardError);
      }
    }
    assertAllSoon();
  }

  /**
   * The kernel does not end a process that writes to a frozen disk: the program has exited, and its
   * process ends after the thaw.
   */
  @Test
  @NeedsRoot("it mounts a file system")
  @Needs({"mount", "mkfs.ext4", "python3"})
  void diskThatIsFrozen() throws Exception {
    Path disk = Files.createDirectory(directory.resolve("disk"));
    try (LoopDisk frozen = LoopDisk.mountedAt(disk, directory.resolve("image"), 8)) {
      for (int i = 0; i < STOPS; i++) {
        Packaged program = start("--output=" + frozen.path().resolve("out"), "--min-free=0");
        awaitSnapshot(program);
        frozen.freeze();
        Thread.sleep(1_200);
        long start = System.nanoTime();
        program.signal("TERM");
        Packaged.await(
            "its last words",
            () -> program.standardError().contains("forced exit: an I/O operation did not return"));
        taken.add(Duration.ofNanos(System.nanoTime() - start));
        frozen.thaw();
        assertEquals(1, program.exitCode(), program::standardError);
      }
    }
    assertAllSoon();
  }

  @Test
  void processWhoseCommandLineDoesNotReturn() throws Exception {
    Path proc = SmallMachine.at(directory.resolve("proc"), 3);
    Path hanging = proc.resolve("43/cmdline");
    Files.delete(hanging);
    assertEquals(0, new ProcessBuilder("mkfifo", hanging.toString()).start().waitFor());
    for (int i = 0; i < STOPS; i++) {
      Packaged program = start("--output=out", "--proc-root=" + proc);
      Packaged.await("the first snapshot to begin", () -> !parts().isEmpty());
      taken.add(program.stopBy("TERM"));
      assertEquals(0, program.exitCode(), program::standardError);
    }
    assertAllSoon();
  }

  private List<Path> parts() {
    return Packaged.files(directory.resolve("out"), ".csv.part");
  }

  private void stopUploads(int port, String... further) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--output=out",
                "--store=s3://bucket/x",
                "--s3-region=eu-central-1",
                "--s3-path-style",
                "--s3-endpoint=http://127.0.0.1:" + port));
    arguments.addAll(List.of(further));
    for (int i = 0; i < STOPS; i++) {
      Packaged program = start(arguments.toArray(String[]::new));
      awaitSnapshot(program);
      // The upload has begun by then.
      Thread.sleep(400);
      taken.add(program.stopBy("TERM"));
      assertEquals(4, program.exitCode(), program::standardError);
    }
    assertAllSoon();
  }

  private Packaged start(String... arguments) {
    List<String> all = new ArrayList<>(List.of("trace", "--interval=1s"));
    all.addAll(List.of(arguments));
    Map<String, String> credentials =
        Map.of("AWS_ACCESS_KEY_ID", "nobody", "AWS_SECRET_ACCESS_KEY", "nothing");
    return Packaged.start(directory, credentials, all.toArray(String[]::new));
  }

  private static void awaitSnapshot(Packaged program) {
    Packaged.await("a snapshot", () -> program.standardError().contains(" INFO snapshot "));
  }

  private void assertAllSoon() {
    System.out.println("stopped within " + taken);
    taken.forEach(time -> assertTrue(time.compareTo(SOON) < 0, "took " + time));
  }

  private static void answerByHalf(ServerSocket server) {
    List<Socket> open = new ArrayList<>();
    try {
      while (true) {
        open.add(server.accept());
        OutputStream out = open.get(open.size() - 1).getOutputStream();
        out.write("HTTP/1.1 200 OK\r\nContent-Le".getBytes(US_ASCII));
        out.flush();
      }
    } catch (IOException e) {
      // The test has ended.
    }
  }

  private static void fill(Path ballast) throws IOException {
    try (OutputStream out = Files.newOutputStream(ballast)) {
      while (true) {
        out.write(new byte[4096]);
      }
    } catch (IOException full) {
      // As it should be.
    }
  }
}
