package procsnap.adapters.storage.local;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import procsnap.adapters.storage.file.Directories;
import procsnap.adapters.storage.file.DirectorySafety;
import procsnap.adapters.storage.file.DurableFile;
import procsnap.core.trace.TraceNames;

/**
 * The directory that one procsnap at a time records into. It is held by a lock that the kernel
 * drops when its holder ends, however that comes. The lock file is opened once and for all: closing
 * any other channel on it would drop the lock, so the holder's pid is in a file of its own.
 */
public final class OutputDirectory implements Closeable {

  private static final String LOCK = ".lock";
  private static final String HOLDER = ".pid";
  private static final String MACHINE_ID = "machine-id";
  private static final String PAUSED = "paused";
  private static final int MACHINE_ID_BYTES = 8;
  private static final String ID = "[0-9A-F]{16}";

  /** What this process holds: a second try may not even open the lock file, see above. */
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
   * Takes hold of a directory, creating it where it is missing.
   *
   * @return absent when another process, or this one, holds it already, see {@link #holder}
   * @throws IOException when it cannot be created or written to, or others could write under our
   *     names in it
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
      FileLock held = channel.tryLock();
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

  /**
   * Makes sure that the directory is there and held still. When somebody removed it, it is created
   * anew.
   *
   * @throws IOException when another disk is in its place, or another process holds it by now
   */
  void renew() throws IOException {
    Path there = path.toAbsolutePath();
    while (!Files.isDirectory(there)) {
      there = Directories.parent(there);
    }
    if (!device.equals(device(there))) {
      throw new IOException(path + " is not on the disk any more that is recorded to");
    }
    createSafe(path);
    if (!Directories.exists(path.resolve(LOCK)) || !id(path.resolve(LOCK)).equals(lockId)) {
      lock.close();
      lockId = "";
      lock =
          lock(path).orElseThrow(() -> new IOException("another procsnap holds " + path + " now"));
      lockId = id(path.resolve(LOCK));
    }
  }

  private static Object device(Path directory) throws IOException {
    return Files.getAttribute(directory, "unix:dev");
  }

  /** What a file is, whatever it is called. */
  private static String id(Path file) throws IOException {
    return String.valueOf(Files.readAttributes(file, BasicFileAttributes.class).fileKey());
  }

  private static void writeHolder(Path holder) throws IOException {
    Files.deleteIfExists(holder);
    try (FileChannel out = Directories.createFile(holder)) {
      out.write(StandardCharsets.US_ASCII.encode(ProcessHandle.current().pid() + "\n"));
    }
  }

  /** The pid of the process that holds a directory, if it can be told. */
  public static OptionalLong holder(Path path) {
    try {
      return OptionalLong.of(Long.parseLong(Files.readString(path.resolve(HOLDER)).trim()));
    } catch (IOException | NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /** The pid of the process that holds a directory, if it still runs. */
  public static OptionalLong runningHolder(Path path) {
    OptionalLong holder = holder(path);
    return holder.isPresent() && ProcessHandle.of(holder.getAsLong()).isPresent()
        ? holder
        : OptionalLong.empty();
  }

  public Path path() {
    return path;
  }

  /** Whether its disk keeps no rights, so that others can read what is recorded. */
  public boolean isOpenToOthers() throws IOException {
    return Directories.isOpenToOthers(path.resolve(LOCK));
  }

  /** Whether people have asked for a pause of whoever records into a directory. */
  public static boolean isPaused(Path path) {
    return Directories.exists(path.resolve(PAUSED));
  }

  /**
   * Asks for a pause, or for its end: a file in the directory, which holds until it is removed.
   *
   * @return whether that was news
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

  /** A random id, drawn once and kept here, for a machine that has none of its own. */
  public String machineId() throws IOException {
    Path file = path.resolve(MACHINE_ID);
    try {
      DirectorySafety.requireFile(file);
      String id = Files.readString(file).trim();
      if (!id.matches(ID)) {
        throw new IOException(file + " holds no machine id: remove it");
      }
      return id;
    } catch (NoSuchFileException e) {
      byte[] random = new byte[MACHINE_ID_BYTES];
      new SecureRandom().nextBytes(random);
      String id = HexFormat.of().withUpperCase().formatHex(random);
      // What a crash left half written is in nobody's use: the directory is held.
      Files.deleteIfExists(path.resolve(TraceNames.part(MACHINE_ID)));
      DurableFile.write(file, id + "\n");
      return id;
    }
  }

  /** Lets go of the directory; does nothing when that was done before. */
  @Override
  public void close() {
    if (!released) {
      released = true;
      try (FileChannel ends = lock) {
        if (ends.isOpen()) {
          Files.deleteIfExists(path.resolve(HOLDER));
        }
      } catch (IOException e) {
        // The disk fails, or the directory is gone: who holds it is told by the lock, which ends
        // now.
      } finally {
        HELD.remove(real);
      }
    }
  }
}
