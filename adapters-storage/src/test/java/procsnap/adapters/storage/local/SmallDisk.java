package procsnap.adapters.storage.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** Small file system in memory; mounting it needs root. */
final class SmallDisk implements Closeable {

  private static final int FILES = 100;

  private final Path path;
  private boolean mounted = true;

  private SmallDisk(Path path) {
    this.path = path;
  }

  /** Mounts a file system of 256 KiB for a hundred files. */
  static SmallDisk mountedAt(Path path) throws IOException {
    return mountedAt(path, 256);
  }

  static SmallDisk mountedAt(Path path, int kibibytes) throws IOException {
    String size = "size=" + kibibytes + "k,nr_inodes=" + FILES;
    assertEquals(0, run("mount", "-t", "tmpfs", "-o", size, "tmpfs", path.toString()));
    return new SmallDisk(path);
  }

  Path path() {
    return path;
  }

  /** Unmounts the disk, even if files on it are open. */
  void unmount() throws IOException {
    mounted = false;
    assertEquals(0, run("umount", "-l", path.toString()));
  }

  @Override
  public void close() throws IOException {
    if (mounted) {
      unmount();
    }
  }

  private static int run(String... command) throws IOException {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
