package procsnap.adapters.storage.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.Set;

/**
 * Directories and files that are ours alone: 0700 and 0600 whatever the umask, and durably entered.
 */
public final class Directories {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> OWNER_FILE =
      PosixFilePermissions.fromString("rw-------");

  private static final Set<PosixFilePermission> OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");

  private Directories() {}

  /** Creates a directory and those above it that are missing; another may be doing the same. */
  public static void createAll(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      createAll(parent(directory));
      try {
        create(directory);
      } catch (FileAlreadyExistsException e) {
        if (!Files.isDirectory(directory)) {
          throw e;
        }
        // Theirs need not be durable yet.
        sync(parent(directory));
      }
    }
  }

  /**
   * Creates the directories on the way from one directory to another below it. Each that is there
   * already must be safe, and no link.
   */
  public static void createBelow(Path top, Path directory) throws IOException {
    Path next = top;
    for (Path name : top.relativize(directory)) {
      next = next.resolve(name);
      try {
        create(next);
      } catch (FileAlreadyExistsException e) {
        DirectorySafety.require(next);
      }
    }
  }

  /** Whether there is anything under that name, be it a link that leads nowhere. */
  public static boolean exists(Path file) {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }

  /** The last part of a path. */
  public static String fileName(Path file) {
    return String.valueOf(file.getFileName());
  }

  /**
   * Creates a directory.
   *
   * @throws java.nio.file.FileAlreadyExistsException when the name is taken
   */
  public static void create(Path directory) throws IOException {
    Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    // A umask may have taken more away than others' rights.
    Files.setPosixFilePermissions(directory, OWNER_ONLY);
    sync(parent(directory));
  }

  /**
   * Creates a file and opens it for writing; when that fails it leaves none behind.
   *
   * @throws FileAlreadyExistsException when the name is taken, be it by a link
   */
  public static FileChannel createFile(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(OWNER_FILE));
    try {
      Files.setPosixFilePermissions(file, OWNER_FILE);
      return channel;
    } catch (IOException e) {
      try (channel) {
        Files.deleteIfExists(file);
      }
      throw e;
    }
  }

  /** Whether a file of ours is open to others all the same: disks as exFAT keep no rights. */
  public static boolean isOpenToOthers(Path file) throws IOException {
    return !Collections.disjoint(Files.getPosixFilePermissions(file), OTHERS);
  }

  /**
   * Opens a file for writing, creating it where it is missing.
   *
   * @throws IOException when what is there is another user's, a link, or no file
   */
  public static FileChannel openFile(Path file) throws IOException {
    try {
      return createFile(file);
    } catch (FileAlreadyExistsException e) {
      DirectorySafety.requireFile(file);
      Files.setPosixFilePermissions(file, OWNER_FILE);
      return FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    }
  }

  /**
   * The directory a file is in.
   *
   * @throws IOException for the root, which is no file
   */
  public static Path parent(Path file) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null) {
      throw new IOException(file + " is in no directory");
    }
    return directory;
  }

  /** Makes the names in a directory survive a power cut. */
  public static void sync(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
