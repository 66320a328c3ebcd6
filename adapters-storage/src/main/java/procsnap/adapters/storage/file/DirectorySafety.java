package procsnap.adapters.storage.file;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a directory is safe to write into: nobody but its owner, who is this user or root, can
 * put something under a name of ours. What stands above it is up to those who chose it.
 */
public final class DirectorySafety {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String UIDS = "Uid:";

  private static final int KIND = 0xF000;
  private static final int DIRECTORY = 0x4000;
  private static final int STICKY = 0x200;
  private static final int WRITTEN_BY_ALL = 0x2;

  private DirectorySafety() {}

  /**
   * What is wrong with a directory that the user chose; a link to one is followed when it is his
   * own.
   */
  public static Optional<String> objection(Path directory) throws IOException {
    Optional<String> objection = objectionToEntry(directory);
    boolean isOwnLink = objection.isEmpty() && Files.isSymbolicLink(directory);
    return isOwnLink ? objectionToEntry(directory.toRealPath()) : objection;
  }

  /**
   * Makes sure of a directory below that one.
   *
   * @throws FileSystemException when it is unsafe, a link, or no directory
   */
  public static void require(Path directory) throws IOException {
    require(directory, Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS));
  }

  /**
   * Makes sure of a file in such a directory: nobody else can replace it then.
   *
   * @throws FileSystemException when it is another user's, a link, or no file
   */
  public static void requireFile(Path file) throws IOException {
    require(file, Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS));
  }

  private static void require(Path entry, boolean isOfItsKind) throws IOException {
    Optional<String> objection = objectionToEntry(entry);
    if (objection.isEmpty() && !isOfItsKind) {
      objection = Optional.of("is in the way: not ours");
    }
    if (objection.isPresent()) {
      throw new FileSystemException(entry.toString(), null, objection.get());
    }
  }

  private static Optional<String> objectionToEntry(Path entry) throws IOException {
    Map<String, Object> stat =
        Files.readAttributes(entry, "unix:uid,mode", LinkOption.NOFOLLOW_LINKS);
    int mode = (Integer) stat.getOrDefault("mode", 0);
    int owner = (Integer) stat.getOrDefault("uid", 0);
    if (owner != 0 && owner != ownUid()) {
      return Optional.of(
          "belongs to another user (uid " + owner + "): call procsnap as that one, by sudo -u");
    }
    boolean isOpen = (mode & WRITTEN_BY_ALL) != 0 && (mode & STICKY) == 0;
    return isOpen && (mode & KIND) == DIRECTORY
        ? Optional.of("may be written to by everybody: chmod o-w it, or set its sticky bit")
        : Optional.empty();
  }

  /** The uid that this program creates files with, see proc(5). */
  private static int ownUid() throws IOException {
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith(UIDS))
          .map(line -> line.substring(UIDS.length()).strip().split("\\s+"))
          .mapToInt(uids -> Integer.parseUnsignedInt(uids[uids.length - 1]))
          .findFirst()
          .orElseThrow(() -> new IOException(STATUS + " tells no uid"));
    }
  }
}
