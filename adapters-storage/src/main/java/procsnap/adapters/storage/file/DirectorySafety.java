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
 * Checks that a directory is safe to write into: only its owner, who must be this user or root, can
 * create or replace the files that procsnap names. Its parent directories are the responsibility of
 * whoever chose it.
 */
public final class DirectorySafety {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String UIDS = "Uid:";

  private static final int TYPE_MASK = 0xF000;
  private static final int DIRECTORY = 0x4000;
  private static final int OTHERS_WRITE = 0x2;
  private static final int GROUP_WRITE = 0x10;

  private DirectorySafety() {}

  /**
   * Reason why a directory that the user chose is unsafe, if it is. A symbolic link is followed if
   * this user or root owns it.
   */
  public static Optional<String> objection(Path directory) throws IOException {
    Optional<String> objection = objectionToEntry(directory);
    boolean isOwnLink = objection.isEmpty() && Files.isSymbolicLink(directory);
    return isOwnLink ? objectionToEntry(directory.toRealPath()) : objection;
  }

  /**
   * Requires that an entry below the chosen directory is a safe directory.
   *
   * @throws FileSystemException if it is unsafe, a link, or not a directory
   */
  public static void require(Path directory) throws IOException {
    require(directory, "directory", Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS));
  }

  /**
   * Requires that an entry of a safe directory is a file that no other user can replace.
   *
   * @throws FileSystemException if it belongs to another user, is a link, or is not a regular file
   */
  public static void requireFile(Path file) throws IOException {
    require(file, "file", Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS));
  }

  /**
   * Reason why a file of settings may be another user's, if there is one: its owner must be this
   * user or root, and nobody else may write it.
   */
  public static Optional<String> objectionToSettings(Path file) throws IOException {
    Stat stat = Stat.of(file);
    if (stat.isForeign()) {
      return Optional.of(stat.owner() + "run chown on it, or copy it");
    }
    return (stat.mode() & (OTHERS_WRITE | GROUP_WRITE)) != 0
        ? Optional.of("other users can write it: run chmod go-w on it")
        : Optional.empty();
  }

  private static void require(Path entry, String type, boolean isOfType) throws IOException {
    Optional<String> objection = objectionToEntry(entry);
    if (objection.isEmpty() && !isOfType) {
      objection =
          Optional.of("exists but is not a " + type + " created by procsnap: move or remove it");
    }
    if (objection.isPresent()) {
      throw new FileSystemException(entry.toString(), null, objection.get());
    }
  }

  private static Optional<String> objectionToEntry(Path entry) throws IOException {
    Stat stat = Stat.of(entry, LinkOption.NOFOLLOW_LINKS);
    if (stat.isForeign()) {
      return Optional.of(stat.owner() + "run procsnap as that user (sudo -u)");
    }
    boolean isWorldWritable = (stat.mode() & OTHERS_WRITE) != 0;
    return isWorldWritable && (stat.mode() & TYPE_MASK) == DIRECTORY
        ? Optional.of(
            "is writable by every user: choose a directory below it, or run chmod o-w on it")
        : Optional.empty();
  }

  /** What stat(2) says of a file. */
  private record Stat(int uid, int mode) {

    static Stat of(Path file, LinkOption... options) throws IOException {
      Map<String, Object> stat = Files.readAttributes(file, "unix:uid,mode", options);
      return new Stat(
          (Integer) stat.getOrDefault("uid", 0), (Integer) stat.getOrDefault("mode", 0));
    }

    /** Whether it belongs neither to this user nor to root. */
    boolean isForeign() throws IOException {
      return uid != 0 && uid != ownUid();
    }

    /** The beginning of an objection to its owner. */
    String owner() {
      return "belongs to another user (uid " + uid + "): ";
    }
  }

  /** File system uid of this process, the last of the four in the {@code Uid} line, see proc(5). */
  private static int ownUid() throws IOException {
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith(UIDS))
          .map(line -> line.substring(UIDS.length()).strip().split("\\s+"))
          .mapToInt(uids -> Integer.parseUnsignedInt(uids[uids.length - 1]))
          .findFirst()
          .orElseThrow(() -> new IOException(STATUS + " has no Uid line"));
    }
  }
}
