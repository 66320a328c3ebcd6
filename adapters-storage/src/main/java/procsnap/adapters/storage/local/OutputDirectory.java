package procsnap.adapters.storage.local;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import procsnap.adapters.storage.file.Directories;
import procsnap.adapters.storage.file.DirectorySafety;
import procsnap.adapters.storage.file.DurableFile;
import procsnap.adapters.storage.file.FileProblem;
import procsnap.adapters.storage.file.NamedOutput;
import procsnap.adapters.storage.file.RegularFile;
import procsnap.core.trace.TraceNames;

/**
 * Directory into which one procsnap at a time records. Its lock is released by the kernel when the
 * holder exits, for whatever reason. The lock file is opened only once: closing any other channel
 * on it would release the lock, so the holder's pid is in a separate file.
 */
public final class OutputDirectory implements Closeable {

  private static final String LOCK = ".lock";
  private static final String HOLDER = ".pid";
  private static final String MACHINE_ID = "machine-id";
  private static final String PAUSED = "paused";
  private static final int MACHINE_ID_BYTES = 8;
  private static final int LOCK_ATTEMPTS = 3;
  private static final long LOCK_PAUSE_NANOS = 20_000_000;

  /** Size of the small files beside the traces, at most. */
  private static final int MAX_BYTES = 1024;

  private static final String MACHINE_ID_PATTERN = "[0-9A-F]{16}";

  /** Directories locked by this process; their lock files must not be opened again, see above. */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final Path real;
  private final Object device;
  private FileChannel lock;
  private String lockId;
  private boolean released;

  private OutputDirectory(Path path, Path real, FileChannel lock) throws IOException {
    this.path = path;
    this.real = real;
    this.lock = lock;
    this.device = device(path);
    this.lockId = id(path.resolve(LOCK));
  }

  /**
   * Locks a directory and creates it if it does not exist.
   *
   * @return absent if another process or this one has locked it already, see {@link #holder}
   * @throws IOException if it cannot be created or written to, or if other users could create files
   *     in it under names of procsnap
   */
  public static Optional<OutputDirectory> hold(Path path) throws IOException {
    createSafe(path);
    Path real = path.toRealPath();
    if (!HELD.add(real)) {
      return Optional.empty();
    }
    Optional<OutputDirectory> directory = Optional.empty();
    try {
      directory = lock(path, real);
      return directory;
    } finally {
      if (directory.isEmpty()) {
        HELD.remove(real);
      }
    }
  }

  private static void createSafe(Path path) throws IOException {
    Directories.createAll(path);
    Optional<String> objection = DirectorySafety.objection(path);
    if (objection.isPresent()) {
      throw new FileSystemException(path.toString(), null, objection.get());
    }
  }

  private static Optional<OutputDirectory> lock(Path path, Path real) throws IOException {
    Optional<FileChannel> channel = lock(path);
    return channel.isEmpty()
        ? Optional.empty()
        : Optional.of(new OutputDirectory(path, real, channel.get()));
  }

  private static Optional<FileChannel> lock(Path path) throws IOException {
    FileChannel channel = Directories.openFile(path.resolve(LOCK));
    try {
      FileLock held = tryLock(path.resolve(LOCK), channel);
      if (held == null) {
        channel.close();
        return Optional.empty();
      }
      writeHolder(path.resolve(HOLDER));
      return Optional.of(channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Tries several times: {@link #isHeld} takes the lock for a moment. */
  private static @Nullable FileLock tryLock(Path file, FileChannel channel) throws IOException {
    try {
      FileLock held = channel.tryLock();
      for (int attempt = 1; held == null && attempt < LOCK_ATTEMPTS; attempt++) {
        LockSupport.parkNanos(LOCK_PAUSE_NANOS);
        held = channel.tryLock();
      }
      return held;
    } catch (IOException e) {
      throw FileProblem.of("lock", file, e);
    }
  }

  /**
   * Ensures that the directory exists and is locked; creates and locks it again if it was removed.
   *
   * @throws IOException if another file system is in its place, or another process has locked it
   */
  void restore() throws IOException {
    Path existing = path.toAbsolutePath();
    while (!Files.isDirectory(existing)) {
      existing = Directories.parent(existing);
    }
    if (!device.equals(device(existing))) {
      throw new IOException(
          path + " is no longer on the file system of this trace: mount it again");
    }
    createSafe(path);
    if (!Directories.exists(path.resolve(LOCK)) || !id(path.resolve(LOCK)).equals(lockId)) {
      lock.close();
      lockId = "";
      lock =
          lock(path)
              .orElseThrow(
                  () ->
                      new IOException(
                          "another procsnap has locked " + path + ": stop one of the two"));
      lockId = id(path.resolve(LOCK));
    }
  }

  private static Object device(Path directory) throws IOException {
    return Files.getAttribute(directory, "unix:dev");
  }

  /** Identity of a file, independent of its name. */
  private static String id(Path file) throws IOException {
    return String.valueOf(Files.readAttributes(file, BasicFileAttributes.class).fileKey());
  }

  private static void writeHolder(Path holder) throws IOException {
    Files.deleteIfExists(holder);
    try (FileChannel out = Directories.createFile(holder)) {
      String pid = ProcessHandle.current().pid() + "\n";
      new NamedOutput(holder, out).write(pid.getBytes(StandardCharsets.US_ASCII));
    }
  }

  /** The text of one of the small files beside the traces. */
  private static String text(Path file) throws IOException {
    return new String(RegularFile.readOwn(file, MAX_BYTES), StandardCharsets.UTF_8).trim();
  }

  /** Recorded pid of the process that has locked a directory, if it can be read. */
  public static OptionalLong holder(Path path) {
    try {
      return OptionalLong.of(Long.parseLong(text(path.resolve(HOLDER))));
    } catch (IOException | NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /**
   * Whether a process has locked a directory. The lock itself decides, because the holder's pid may
   * be one of another container, or that of an unrelated process by now; only a user who may not
   * read the lock has to rely on the pid.
   */
  public static boolean isHeld(Path path) {
    Path file = path.resolve(LOCK);
    try {
      if (HELD.contains(path.toRealPath())) {
        return true;
      }
      DirectorySafety.requireFile(file);
      try (FileChannel channel =
              FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
          FileLock free = channel.tryLock(0, Long.MAX_VALUE, true)) {
        return free == null;
      }
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      OptionalLong holder = holder(path);
      return holder.isPresent() && ProcessHandle.of(holder.getAsLong()).isPresent();
    }
  }

  /** Recorded pid of the process that has locked a directory, if one has. */
  public static OptionalLong runningHolder(Path path) {
    return isHeld(path) ? holder(path) : OptionalLong.empty();
  }

  public Path path() {
    return path;
  }

  /** Whether other users can read the recordings, on a file system without permissions. */
  public boolean isOpenToOthers() throws IOException {
    return Directories.isOpenToOthers(path.resolve(LOCK));
  }

  /** Whether a power cut can lose what was recorded, on a file system that syncs no directories. */
  public boolean isLostInPowerCuts() throws IOException {
    return !Directories.sync(path);
  }

  /** Whether a pause is requested for the trace that records into a directory. */
  public static boolean isPaused(Path path) {
    return Directories.exists(path.resolve(PAUSED));
  }

  /**
   * Requests a pause, or ends it. The request is a file that stays until it is removed.
   *
   * @return whether this changed anything
   */
  public static boolean pause(Path path, boolean pause) throws IOException {
    if (!pause) {
      return Files.deleteIfExists(path.resolve(PAUSED));
    }
    try {
      Directories.createFile(path.resolve(PAUSED)).close();
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  /** Random ID for a machine without one of its own, generated once and kept in the directory. */
  public String machineId() throws IOException {
    Path file = path.resolve(MACHINE_ID);
    try {
      DirectorySafety.requireFile(file);
      String id = text(file);
      if (!id.matches(MACHINE_ID_PATTERN)) {
        throw new IOException(file + " does not contain a machine ID of 16 hex digits: remove it");
      }
      return id;
    } catch (NoSuchFileException e) {
      byte[] random = new byte[MACHINE_ID_BYTES];
      new SecureRandom().nextBytes(random);
      String id = HexFormat.of().withUpperCase().formatHex(random);
      // A crash may have orphaned the part; the directory is locked, so no other process uses it.
      Files.deleteIfExists(path.resolve(TraceNames.part(MACHINE_ID)));
      DurableFile.write(file, id + "\n");
      return id;
    }
  }

  /** Releases the lock; has no effect the second time. */
  @Override
  public void close() {
    if (!released) {
      released = true;
      try (FileChannel ends = lock) {
        if (ends.isOpen()) {
          Files.deleteIfExists(path.resolve(HOLDER));
        }
      } catch (IOException e) {
        // The disk fails, or the directory is gone. A remaining pid file is harmless: only the
        // lock,
        // which is released now, decides.
      } finally {
        HELD.remove(real);
      }
    }
  }
}
