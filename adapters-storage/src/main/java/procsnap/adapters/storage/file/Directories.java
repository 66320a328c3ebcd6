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
 * Creates directories with mode 0700 and files with mode 0600, whatever the umask, and makes the
 * names of directories durable.
 */
public final class Directories {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> OWNER_FILE =
      PosixFilePermissions.fromString("rw-------");

  /** The system's words for EINVAL and EOPNOTSUPP. */
  private static final Set<String> UNSUPPORTED =
      Set.of("Invalid argument", "Operation not supported");

  private static final Set<PosixFilePermission> OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");

  private Directories() {}

  /** Creates a directory and its missing parents, even while another process does the same. */
  public static void createAll(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      createAll(parent(directory));
      try {
        create(directory);
      } catch (FileAlreadyExistsException e) {
        if (!Files.isDirectory(directory)) {
          throw e;
        }
        // The other process may not have made the name durable yet.
        sync(parent(directory));
      }
    }
  }

  /**
   * Creates the directories between an existing directory and one below it. Each of them that
   * exists must be safe and must not be a link.
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

  /** Whether the name is taken, even by a dangling link. */
  public static boolean exists(Path file) {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }

  /** Last element of a path. */
  public static String fileName(Path file) {
    return String.valueOf(file.getFileName());
  }

  /**
   * Creates a directory and makes its name durable.
   *
   * @throws java.nio.file.FileAlreadyExistsException if the name is taken
   */
  public static void create(Path directory) throws IOException {
    Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    // A umask such as 0277 also removes permissions of the owner.
    Files.setPosixFilePermissions(directory, OWNER_ONLY);
    sync(parent(directory));
  }

  /**
   * Creates a file and opens it for writing; no file remains if this fails.
   *
   * @throws FileAlreadyExistsException if the name is taken, even by a link
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

  /** Whether other users can access a file: file systems such as exFAT have no permissions. */
  public static boolean isOpenToOthers(Path file) throws IOException {
    return !Collections.disjoint(Files.getPosixFilePermissions(file), OTHERS);
  }

  /**
   * Opens a file for writing and creates it if it does not exist.
   *
   * @throws IOException if it belongs to another user, is a link, or is not a regular file
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
   * Parent directory of a path.
   *
   * @throws IOException for the root, which has no parent
   */
  public static Path parent(Path file) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null) {
      throw new IOException(file + " has no parent directory");
    }
    return directory;
  }

  /**
   * Makes the names in a directory durable, so that they survive a power cut.
   *
   * @return whether its file system supports that; some network and FUSE file systems do not
   */
  public static boolean sync(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
      return true;
    } catch (IOException e) {
      if (UNSUPPORTED.contains(String.valueOf(e.getMessage()))) {
        return false;
      }
      throw FileProblem.of("fsync", directory, e);
    }
  }
}
