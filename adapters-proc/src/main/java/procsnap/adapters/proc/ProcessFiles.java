package procsnap.adapters.proc;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;
import procsnap.core.process.CommandLine;
import procsnap.core.process.OsString;
import procsnap.core.process.ProcessDetail;
import procsnap.core.process.ProcessReading;
import procsnap.core.process.ReadProblem;

/**
 * Files of one process after another, {@code /proc/[pid]/...}. Buffers are reused, so only one
 * thread may use it at a time.
 */
final class ProcessFiles {

  /**
   * Longest command line that execve(2) accepts: 6 MiB, three quarters of the largest stack it
   * allows for. A longer one was made by the process itself.
   */
  static final int COMMAND_LINE_CAP = 6 * 1024 * 1024;

  /** Details that a kernel thread does not have. */
  private static final Set<ProcessDetail> USER_SPACE =
      EnumSet.of(ProcessDetail.MEMORY, ProcessDetail.COMMAND_LINE);

  /** End of a link to an executable that was deleted or replaced, see proc(5). */
  private static final String DELETED = " (deleted)";

  private static final char ZOMBIE = 'Z';
  private static final int CAP = 64 * 1024;

  /** Pages of 4 KiB in the largest address space, 57 bits. */
  private static final long MAX_PAGES = 1L << 45;

  private final String root;
  private final StringBuilder path;
  private final AuxiliaryVector units;
  private final ReadBuffer buffer = new ReadBuffer();
  private final ReadBuffer statBuffer = new ReadBuffer();
  private final StatLine stat = new StatLine();
  private final NumberScanner numbers = new NumberScanner();

  /**
   * @param root directory of the process table, without a trailing slash
   * @param units units of the numbers in its files
   */
  ProcessFiles(String root, AuxiliaryVector units) {
    this.root = root;
    this.path = new StringBuilder(root);
    this.units = units;
  }

  /**
   * Reads only {@code stat} and keeps it open for the next scan; the result is valid until the next
   * call.
   */
  StatLine readStat(int pid, OpenStatCache cache) throws UnreadableProcessException {
    RandomAccessFile kept = cache.stat(pid);
    if (kept != null) {
      try {
        return statFrom(kept, pid);
      } catch (IOException | UnreadableProcessException e) {
        // The process is gone, and its pid may have been reused.
        cache.forget(pid, kept);
      }
    }
    try {
      RandomAccessFile opened = open(pid, "stat");
      if (cache.keep(pid, opened)) {
        return statFrom(opened, pid);
      }
      try (opened) {
        return statFrom(opened, pid);
      }
    } catch (IOException e) {
      throw unreadable(pid);
    }
  }

  /**
   * Reads one process. Its {@code stat} is opened first and read last: an open file belongs to the
   * process it was opened for, and reading it fails once that process is gone. If {@code stat} can
   * be read at the end, the pid was not reused meanwhile and all values belong to one process.
   *
   * @param details details to read
   * @param hanging details to leave out, because reading them does not return
   * @param cache open {@code stat} files and known kernel threads, whose empty files are not opened
   *     as long as {@code stat} confirms that they are kernel threads
   */
  ProcessReading read(
      int pid, Set<ProcessDetail> details, Set<ProcessDetail> hanging, OpenStatCache cache)
      throws UnreadableProcessException {
    boolean kernelThread = cache.isKernelThread(pid);
    RandomAccessFile kept = cache.stat(pid);
    if (kept != null) {
      try {
        return readBefore(kept, pid, details, hanging, kernelThread);
      } catch (IOException | UnreadableProcessException e) {
        // The process is gone; if its pid was reused, the new process is read from the start.
      }
    }
    try (RandomAccessFile opened = open(pid, "stat")) {
      return readBefore(opened, pid, details, hanging, kernelThread);
    } catch (IOException e) {
      throw unreadable(pid);
    }
  }

  private ProcessReading readBefore(
      RandomAccessFile statFile,
      int pid,
      Set<ProcessDetail> details,
      Set<ProcessDetail> hanging,
      boolean kernelThread)
      throws IOException, UnreadableProcessException {
    if (kernelThread) {
      ProcessReading.Builder reading =
          ProcessReading.of(pid).memory(0, 0).commandLine(CommandLine.EMPTY);
      readDetails(reading, pid, details, hanging, USER_SPACE);
      if (statFrom(statFile, pid).isKernelThread()) {
        return withStat(reading);
      }
    }
    ProcessReading.Builder reading = ProcessReading.of(pid);
    readDetails(reading, pid, details, hanging, Set.of());
    if (statFrom(statFile, pid).mayBeCut()) {
      readExecutable(pid, reading);
      statFrom(statFile, pid);
    }
    return withStat(reading);
  }

  /** {@code exe}, a link to the executable: its name where the kernel may have cut {@code comm}. */
  private void readExecutable(int pid, ProcessReading.Builder reading) {
    try {
      Path target = Files.readSymbolicLink(Path.of(root, Integer.toString(pid), "exe"));
      String name = String.valueOf(target.getFileName());
      reading.executable(
          OsString.of(
              name.endsWith(DELETED) ? name.substring(0, name.length() - DELETED.length()) : name));
    } catch (IOException | InvalidPathException e) {
      // Another user's, or one without an executable: the kernel's name has to do.
    }
  }

  private void readDetails(
      ProcessReading.Builder reading,
      int pid,
      Set<ProcessDetail> details,
      Set<ProcessDetail> hanging,
      Set<ProcessDetail> alreadySet) {
    for (ProcessDetail detail : details) {
      if (hanging.contains(detail) && !alreadySet.contains(detail)) {
        reading.problem(detail, ReadProblem.TIMEOUT);
      } else if (!alreadySet.contains(detail)) {
        readDetail(pid, detail, reading);
      }
    }
  }

  private ProcessReading withStat(ProcessReading.Builder reading) {
    if (stat.state() == ZOMBIE && stat.threads() > 1) {
      // The first thread has ended; the others use memory that is no longer shown here.
      reading.memoryUnknown().problem(ProcessDetail.MEMORY, ReadProblem.GONE);
    }
    return reading
        .at(System.nanoTime())
        .startTicks(stat.startTicks())
        .comm(stat.comm())
        .state(stat.state())
        .parentPid(stat.parentPid())
        .threads(stat.threads())
        .cpuTicks(stat.cpuTicks())
        .build();
  }

  /** Reads an open {@code stat} from its start, under a lock: an abandoned reader may return. */
  private StatLine statFrom(RandomAccessFile statFile, int pid)
      throws IOException, UnreadableProcessException {
    synchronized (statFile) {
      statFile.seek(0);
      statBuffer.fill(statFile, CAP);
    }
    if (!stat.parse(statBuffer.bytes(), statBuffer.length())) {
      throw UnreadableProcessException.malformed(pid);
    }
    return stat;
  }

  private void readDetail(int pid, ProcessDetail detail, ProcessReading.Builder reading) {
    try {
      boolean valid =
          switch (detail) {
            case MEMORY -> readMemory(pid, reading);
            case COMMAND_LINE -> readCommandLine(pid, reading);
            case UID -> readUid(pid, reading);
            case CGROUP -> readCgroup(pid, reading);
            case IO -> readIo(pid, reading);
          };
      if (!valid) {
        reading.problem(detail, ReadProblem.INVALID);
      }
    } catch (FileNotFoundException e) {
      reading.problem(detail, whyNotOpened(pid, detail));
    } catch (IOException e) {
      reading.problem(detail, exists(pid) ? ReadProblem.DENIED : ReadProblem.GONE);
    }
  }

  /** Reason of a failed open: Java has one exception for missing and for forbidden files. */
  private ReadProblem whyNotOpened(int pid, ProcessDetail detail) {
    if (!exists(pid)) {
      return ReadProblem.GONE;
    }
    return new File(root, pid + "/" + fileOf(detail)).exists()
        ? ReadProblem.DENIED
        : ReadProblem.ABSENT;
  }

  private static String fileOf(ProcessDetail detail) {
    return switch (detail) {
      case MEMORY -> "statm";
      case COMMAND_LINE -> "cmdline";
      case UID -> "status";
      case CGROUP -> "cgroup";
      case IO -> "io";
    };
  }

  /** {@code statm}: virtual and resident size in pages; the sizes in {@code stat} are inexact. */
  private boolean readMemory(int pid, ProcessReading.Builder reading) throws IOException {
    fill(pid, ProcessDetail.MEMORY, CAP);
    numbers.reset(buffer.bytes(), 0, buffer.length());
    long virtualPages = numbers.next();
    long residentPages = numbers.next();
    if (numbers.failed() || Math.max(virtualPages, residentPages) > MAX_PAGES) {
      return false;
    }
    reading.memory(virtualPages * units.pageBytes(), residentPages * units.pageBytes());
    return true;
  }

  private boolean readCommandLine(int pid, ProcessReading.Builder reading) throws IOException {
    boolean more = fill(pid, ProcessDetail.COMMAND_LINE, COMMAND_LINE_CAP + 1);
    int length = Math.min(buffer.length(), COMMAND_LINE_CAP);
    reading.commandLine(CommandLine.parse(buffer.bytes(), length));
    if (more) {
      reading.problem(ProcessDetail.COMMAND_LINE, ReadProblem.TRUNCATED);
    }
    return true;
  }

  /** {@code status}, line {@code Uid:}: real, effective, saved and file system uid. */
  private boolean readUid(int pid, ProcessReading.Builder reading) throws IOException {
    OptionalLong uid = uid(pid);
    uid.ifPresent(reading::uid);
    return uid.isPresent();
  }

  private OptionalLong uid(int pid) throws IOException {
    fill(pid, ProcessDetail.UID, CAP);
    boolean found = seek("Uid:");
    long uid = numbers.next();
    return found && !numbers.failed() ? OptionalLong.of(uid) : OptionalLong.empty();
  }

  /** Real user id of a process, from a file that it cannot make hang; absent if unreadable. */
  OptionalLong user(int pid) {
    try {
      return uid(pid);
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  private boolean readCgroup(int pid, ProcessReading.Builder reading) throws IOException {
    fill(pid, ProcessDetail.CGROUP, CAP);
    byte[] bytes = buffer.bytes();
    int end = buffer.length();
    while (end > 0 && bytes[end - 1] == '\n') {
      end--;
    }
    for (int i = 0; i < end; i++) {
      bytes[i] = bytes[i] == '\n' ? (byte) ';' : bytes[i];
    }
    reading.cgroup(OsString.copyOf(bytes, 0, end));
    return true;
  }

  /** {@code io}, lines {@code read_bytes:} and {@code write_bytes:}: storage traffic in bytes. */
  private boolean readIo(int pid, ProcessReading.Builder reading) throws IOException {
    fill(pid, ProcessDetail.IO, CAP);
    boolean found = seek("read_bytes:");
    long read = numbers.next();
    found &= !numbers.failed() && seek("write_bytes:");
    long written = numbers.next();
    if (found && !numbers.failed()) {
      reading.io(read, written);
      return true;
    }
    return false;
  }

  private boolean fill(int pid, ProcessDetail detail, int cap) throws IOException {
    try (RandomAccessFile in = open(pid, fileOf(detail))) {
      return buffer.fill(in, cap);
    }
  }

  /** Moves {@link #numbers} past the line prefix of that name, or to the end if there is none. */
  private boolean seek(String name) {
    byte[] start = name.getBytes(StandardCharsets.US_ASCII);
    byte[] bytes = buffer.bytes();
    int end = buffer.length();
    int from = 0;
    while (from + start.length <= end) {
      if (Arrays.equals(bytes, from, from + start.length, start, 0, start.length)) {
        numbers.reset(bytes, from + start.length, end);
        return true;
      }
      while (from < end && bytes[from] != '\n') {
        from++;
      }
      from++;
    }
    numbers.reset(bytes, end, end);
    return false;
  }

  private UnreadableProcessException unreadable(int pid) {
    return exists(pid)
        ? UnreadableProcessException.denied(pid)
        : UnreadableProcessException.vanished(pid);
  }

  private boolean exists(int pid) {
    return new File(root, Integer.toString(pid)).exists();
  }

  private RandomAccessFile open(int pid, String file) throws IOException {
    path.setLength(root.length());
    path.append('/').append(pid).append('/').append(file);
    return new RandomAccessFile(path.toString(), "r");
  }
}
