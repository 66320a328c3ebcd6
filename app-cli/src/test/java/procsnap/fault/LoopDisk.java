package procsnap.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import procsnap.cli.Packaged;

/** An ext4 file system on a loop device; mounting it needs root. */
final class LoopDisk implements Closeable {

  /** EXT4_IOC_SHUTDOWN with EXT4_GOING_FLAGS_NOLOGFLUSH: what is not durable yet is lost. */
  private static final String CUT =
      """
      import fcntl, os, struct, sys
      disk = os.open(sys.argv[1], os.O_RDONLY)
      sys.stdout.write("ready\\n")
      sys.stdout.flush()
      sys.stdin.readline()
      fcntl.ioctl(disk, 0x8004587D, struct.pack("I", 2))
      """;

  private final Path image;
  private final Path path;
  private boolean mounted;

  private LoopDisk(Path image, Path path) {
    this.image = image;
    this.path = path;
  }

  /** Creates a disk of that many MiB and mounts it. */
  static LoopDisk mountedAt(Path path, Path image, int mebibytes) throws IOException {
    run("truncate", "-s", mebibytes + "M", image.toString());
    run("mkfs.ext4", "-q", "-F", image.toString());
    LoopDisk disk = new LoopDisk(image, path);
    disk.mount();
    return disk;
  }

  Path path() {
    return path;
  }

  /**
   * Unmounts it and mounts it again once nothing uses it: a program in a mount namespace of its own
   * has a copy of all mounts and keeps the old one alive.
   */
  void mountAnew() throws IOException {
    String device = run("losetup", "-n", "-O", "NAME", "-j", image.toString()).strip();
    unmount();
    Path superblock = Path.of("/sys/fs/ext4").resolve(Path.of(device).getFileName());
    Packaged.await("the end of " + superblock, () -> !Files.exists(superblock));
    mount();
  }

  void mount() throws IOException {
    run("mount", "-o", "loop", image.toString(), path.toString());
    mounted = true;
  }

  /** Unmounts it, even while files are open. */
  private void unmount() throws IOException {
    run("umount", "-l", path.toString());
    mounted = false;
  }

  /** Prepares a power cut. */
  PowerCut powerCut() throws IOException {
    Process cut = new ProcessBuilder("python3", "-c", CUT, path.toString()).start();
    assertEquals("ready", cut.inputReader(StandardCharsets.UTF_8).readLine());
    return new PowerCut(cut);
  }

  /** Freezes all writes until it is thawed. */
  void freeze() throws IOException {
    run("fsfreeze", "--freeze", path.toString());
  }

  void thaw() throws IOException {
    run("fsfreeze", "--unfreeze", path.toString());
  }

  @Override
  public void close() throws IOException {
    if (mounted) {
      unmount();
    }
  }

  /** A prepared power cut of a disk. */
  record PowerCut(Process process) {

    /** Cuts the power: the disk fails from now on, and what was not durable is lost. */
    void now() throws IOException, InterruptedException {
      process.getOutputStream().close();
      assertEquals(0, process.waitFor(), "the shutdown of the file system");
    }
  }

  /** Runs a command that must succeed; returns its output. */
  static String run(String... command) throws IOException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, process.waitFor(), () -> String.join(" ", command) + ": " + said);
      return said;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
