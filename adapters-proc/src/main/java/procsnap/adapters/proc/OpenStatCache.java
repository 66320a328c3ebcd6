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
 * Files kept open from one scan to the next: the {@code stat} of every process, and which processes
 * are kernel threads. An open file belongs to the process it was opened for. Reading it again costs
 * half of opening it anew, and fails once that process is gone, even if its pid was reused. Each
 * file costs a descriptor and about 4.5 KiB of kernel buffer, so their number is limited.
 */
final class OpenStatCache {

  /** Maximum number of open files; half of the process's own limit if that is lower. */
  private static final int MAX_OPEN = 4096;

  private static final String OPEN_FILES = "Max open files";

  private final int[] pids;
  private final @Nullable RandomAccessFile[] stats;
  private final BitSet kernelThreads = new BitSet();
  private int openLeft;

  private OpenStatCache(int[] pids, int openLeft) {
    this.pids = pids;
    this.stats = new RandomAccessFile[pids.length];
    this.openLeft = openLeft;
  }

  /**
   * Empty cache.
   *
   * @param limits the file {@code limits} of this program, see proc(5); without a limit in it,
   *     nothing stays open
   */
  static OpenStatCache empty(Path limits) {
    int openLeft = 0;
    try (Stream<String> lines = Files.lines(limits)) {
      openLeft =
          lines
              .filter(line -> line.startsWith(OPEN_FILES))
              .map(line -> line.substring(OPEN_FILES.length()).strip().split(" ", 2)[0])
              .mapToInt(soft -> (int) Math.min(MAX_OPEN, Long.parseLong(soft) / 2))
              .findFirst()
              .orElse(0);
    } catch (IOException | UncheckedIOException | NumberFormatException e) {
      // Every file is then opened anew.
    }
    return new OpenStatCache(new int[0], openLeft);
  }

  /**
   * Cache for the next scan: keeps the open files of these processes and closes all others.
   *
   * @param listed distinct pids in ascending order
   */
  OpenStatCache retain(int[] listed) {
    OpenStatCache next = new OpenStatCache(listed, openLeft);
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

  /** Open {@code stat} of the process that had this pid in the last scan, if there is one. */
  @Nullable RandomAccessFile stat(int pid) {
    int at = Arrays.binarySearch(pids, pid);
    return at < 0 ? null : stats[at];
  }

  /** Keeps the {@code stat} of a listed process open, unless the limit is reached. */
  boolean keep(int pid, RandomAccessFile stat) {
    if (openLeft == 0) {
      return false;
    }
    stats[Arrays.binarySearch(pids, pid)] = stat;
    openLeft--;
    return true;
  }

  /** Closes the {@code stat} of a process that is gone. */
  void forget(int pid, RandomAccessFile stat) {
    stats[Arrays.binarySearch(pids, pid)] = null;
    close(stat);
  }

  void addKernelThread(int pid) {
    kernelThreads.set(pid);
  }

  boolean isKernelThread(int pid) {
    return kernelThreads.get(pid);
  }

  private void close(RandomAccessFile stat) {
    openLeft++;
    try {
      stat.close();
    } catch (IOException e) {
      // Nothing was written to the file, so nothing is lost.
    }
  }
}
