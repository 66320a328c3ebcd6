package procsnap.adapters.proc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A /proc made by a test: directories and files as the kernel would show them. Text is Latin-1, so
 * that any byte can be written.
 */
final class FakeProc {

  private final Path root;

  FakeProc(Path root) {
    this.root = root;
    write("uptime", "1000.50 2000.00\n");
    write("stat", "cpu  100 20 30 4000 500 6 7 8 90 10\ncpu0 1 2 3\n");
    write("meminfo", "MemTotal:       2048 kB\nMemFree: 1 kB\n");
  }

  Path root() {
    return root;
  }

  /** An ordinary process: sleeping, 4 MiB large, 2 MiB of it resident, 30 ticks used. */
  FakeProc honest(int pid) {
    return stat(pid, pid + " (honest) S 1 2 3 0 -1 4 5 6 7 8 10 20 0 0 20 0 3 0 500 9 9\n")
        .file(pid, "statm", "1024 512 1 1 0 1 0\n")
        .file(pid, "cmdline", "/bin/honest\0-x\0")
        .file(pid, "status", "Name:\thonest\nUid:\t1000\t1001\t1002\t1003\nGid:\t5\t5\t5\t5\n")
        .file(pid, "cgroup", "1:cpu:/a\n0::/b\n")
        .file(pid, "io", "rchar: 1\nread_bytes: 4096\nwrite_bytes: 8192\n");
  }

  /** A process with this name and state, otherwise ordinary. */
  FakeProc named(int pid, String comm, char state) {
    return honest(pid)
        .stat(
            pid,
            pid
                + " ("
                + comm
                + ") "
                + state
                + " 1 2 3 0 -1 4 5 6 7 8 10 20 0 0 20 0 3 0 500 9 9\n");
  }

  FakeProc stat(int pid, String line) {
    return file(pid, "stat", line);
  }

  FakeProc file(int pid, String name, String text) {
    write(pid + "/" + name, text);
    return this;
  }

  /** Puts a link, which may dangle, where a file should be. */
  FakeProc link(int pid, String name, String target) {
    without(pid, name);
    try {
      Files.createSymbolicLink(root.resolve(pid + "/" + name), Path.of(target));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  FakeProc bytes(int pid, String name, byte[] bytes) {
    try {
      Files.write(root.resolve(pid + "/" + name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  FakeProc without(int pid, String name) {
    // As with a process that has exited, an open file yields nothing more.
    write(pid + "/" + name, "");
    try {
      Files.delete(root.resolve(pid + "/" + name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /**
   * Puts a directory where a file should be: opening it is refused, as a forbidden file would be.
   */
  FakeProc refused(int pid, String name) {
    without(pid, name);
    directory(pid + "/" + name);
    return this;
  }

  /** Puts a pipe without a writer where a file should be: opening it does not return. */
  FakeProc hanging(int pid, String name) {
    without(pid, name);
    makePipes(List.of(root.resolve(pid + "/" + name).toString()));
    return this;
  }

  /** Processes with these pids whose command line hangs. */
  FakeProc hanging(int first, int last) {
    List<String> pipes = new ArrayList<>();
    for (int pid = first; pid <= last; pid++) {
      honest(pid).without(pid, "cmdline");
      pipes.add(root.resolve(pid + "/cmdline").toString());
    }
    makePipes(pipes);
    return this;
  }

  private static void makePipes(List<String> files) {
    List<String> command = new ArrayList<>(files);
    command.add(0, "mkfifo");
    try {
      new ProcessBuilder(command).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  void directory(String name) {
    try {
      Files.createDirectories(root.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write(String name, String text) {
    Path file = root.resolve(name);
    try {
      Files.createDirectories(root.resolve(name).getParent());
      Files.write(file, text.getBytes(ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
