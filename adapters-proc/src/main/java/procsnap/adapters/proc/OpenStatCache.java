package procsnap.adapters.proc;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a CPU sample leaves to the scans after it: the open {@code stat} of every process, and who
 * is a kernel thread. An open file stays with the process it was opened for: to read it once more
 * costs half of opening it anew, and fails when that process is gone, whoever has its pid by then.
 * Each costs a descriptor and, by its buffer in the kernel, some 4.5 KiB; so there is a limit.
 */
final class OpenStatCache {

  /** So many files stay open at most, and never more than half of what the process may open. */
  private static final int MOST_OPEN = 4096;

  private static final String OPEN_FILES = "Max open files";

  private final int[] pids;
  private final @Nullable RandomAccessFile[] stats;
  private final BitSet kernelThreads = new BitSet();
  private int mayOpen;

  private OpenStatCache(int[] pids, int mayOpen) {
    this.pids = pids;
    this.stats = new RandomAccessFile[pids.length];
    this.mayOpen = mayOpen;
  }

  /**
   * Nobody is known.
   *
   * @param limits the file {@code limits} of this program, see proc(5); where it does not tell,
   *     nothing stays open
   */
  static OpenStatCache none(Path limits) {
    int mayOpen = 0;
    try (Stream<String> lines = Files.lines(limits)) {
      mayOpen =
          lines
              .filter(line -> line.startsWith(OPEN_FILES))
              .map(line -> line.substring(OPEN_FILES.length()).strip().split(" ", 2)[0])
              .mapToInt(soft -> (int) Math.min(MOST_OPEN, Long.parseLong(soft) / 2))
              .findFirst()
              .orElse(0);
    } catch (IOException | UncheckedIOException | NumberFormatException e) {
      // Then each is opened anew.
    }
    return new OpenStatCache(new int[0], mayOpen);
  }

  /**
   * Takes over what is open of these processes, and closes the files of all others.
   *
   * @param listed pids in order, each once
   */
  OpenStatCache of(int[] listed) {
    OpenStatCache next = new OpenStatCache(listed, mayOpen);
    for (int i = 0; i < pids.length; i++) {
      RandomAccessFile stat = stats[i];
      int at = stat == null ? -1 : Arrays.binarySearch(listed, pids[i]);
      if (at >= 0) {
        next.stats[at] = stat;
      } else if (stat != null) {
        next.close(stat);
      }
    }
    return next;
  }

  /** The open {@code stat} of a process that had this pid, if there is one. */
  @Nullable RandomAccessFile stat(int pid) {
    int at = Arrays.binarySearch(pids, pid);
    return at < 0 ? null : stats[at];
  }

  /** Keeps the {@code stat} of a listed process open, if there is room. */
  boolean keep(int pid, RandomAccessFile stat) {
    if (mayOpen == 0) {
      return false;
    }
    stats[Arrays.binarySearch(pids, pid)] = stat;
    mayOpen--;
    return true;
  }

  /** Closes the {@code stat} of a process that is gone. */
  void forget(int pid, RandomAccessFile stat) {
    stats[Arrays.binarySearch(pids, pid)] = null;
    close(stat);
  }

  void kernelThread(int pid) {
    kernelThreads.set(pid);
  }

  boolean isKernelThread(int pid) {
    return kernelThreads.get(pid);
  }

  private void close(RandomAccessFile stat) {
    mayOpen++;
    try {
      stat.close();
    } catch (IOException e) {
      // Nothing was written to it.
    }
  }
}
