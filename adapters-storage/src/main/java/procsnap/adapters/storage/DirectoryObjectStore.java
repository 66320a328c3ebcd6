package procsnap.adapters.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.BiConsumer;
import procsnap.adapters.storage.file.Directories;
import procsnap.adapters.storage.file.DurableFile;
import procsnap.adapters.storage.file.FileProblem;
import procsnap.adapters.storage.file.RegularFile;
import procsnap.adapters.storage.http.SentContent;
import procsnap.core.port.ObjectContent;
import procsnap.core.port.ObjectCursor;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.ObjectStoreException.Kind;

/**
 * A directory as an object store: on another disk, or on a network mount. The directory itself is
 * never created: if it is missing, the disk is assumed not to be mounted.
 */
public final class DirectoryObjectStore implements TrialStore {

  /** Number of names of one directory that a listing holds. */
  private static final int PAGE_SIZE = 10_000;

  private static final int COMPARED_AT_ONCE = 64 * 1024;

  private final Path directory;
  private final boolean listsParts;
  private final int pageSize;
  private final BiConsumer<Path, String> skipped;

  public DirectoryObjectStore(Path directory) {
    this(directory, false, PAGE_SIZE, (file, why) -> {});
  }

  DirectoryObjectStore(
      Path directory, boolean listsParts, int pageSize, BiConsumer<Path, String> skipped) {
    this.directory = directory;
    this.listsParts = listsParts;
    this.pageSize = pageSize;
    this.skipped = skipped;
  }

  /**
   * Opens a directory whose listings include files that were never completed.
   *
   * @param skipped receives each entry that is not listed because it is no file, or cannot be read,
   *     and the reason
   */
  public static DirectoryObjectStore withParts(Path directory, BiConsumer<Path, String> skipped) {
    return new DirectoryObjectStore(directory, true, PAGE_SIZE, skipped);
  }

  @Override
  public Put putIfAbsent(String name, ObjectContent content) throws ObjectStoreException {
    require(directory);
    Path file = directory.resolve(name);
    try {
      if (Directories.exists(file)) {
        return compare(file, content);
      }
      Directories.createAll(Directories.parent(file));
      try (InputStream in = SentContent.open(content);
          // The part has a unique name: another machine may be writing the same object.
          DurableFile durable =
              DurableFile.create(Directories.parent(file), file.getFileName() + random())) {
        in.transferTo(durable.stream());
        durable.seal();
        durable.publish(file);
      }
      return Put.CREATED;
    } catch (FileAlreadyExistsException e) {
      return compareAfterAll(file, content);
    } catch (IOException e) {
      throw failure("cannot store " + file, e);
    }
  }

  private static String random() {
    byte[] random = new byte[4];
    new SecureRandom().nextBytes(random);
    return "." + HexFormat.of().formatHex(random);
  }

  private static Put compareAfterAll(Path file, ObjectContent content) throws ObjectStoreException {
    try {
      return compare(file, content);
    } catch (IOException e) {
      throw failure("cannot read " + file, e);
    }
  }

  /** By their bytes: the only true copy is deleted once the store has confirmed it. */
  private static Put compare(Path file, ObjectContent content)
      throws IOException, ObjectStoreException {
    try (InputStream existing = RegularFile.open(file);
        InputStream sent = SentContent.open(content)) {
      byte[] expected;
      do {
        expected = sent.readNBytes(COMPARED_AT_ONCE);
        if (!Arrays.equals(expected, existing.readNBytes(COMPARED_AT_ONCE))) {
          throw ObjectStoreException.conflict(file.toString());
        }
      } while (expected.length > 0);
    }
    return Put.ALREADY_THERE;
  }

  @Override
  public ObjectCursor list(String prefix, String startAfter) {
    return new DirectoryCursor(directory, prefix, startAfter, listsParts, pageSize, skipped);
  }

  @Override
  public InputStream read(String name) throws ObjectStoreException {
    require(directory);
    Path file = directory.resolve(name);
    try {
      return RegularFile.open(file);
    } catch (NoSuchFileException e) {
      throw new ObjectStoreException(Kind.MISSING, file + " does not exist", e);
    } catch (IOException e) {
      throw failure("cannot read " + name, e);
    }
  }

  @Override
  public void removeTrial(String name) throws ObjectStoreException {
    Path file = directory.resolve(name);
    try {
      Files.deleteIfExists(file);
      removeIfEmpty(Directories.parent(file));
    } catch (IOException e) {
      throw failure("cannot remove " + file, e);
    }
  }

  private void removeIfEmpty(Path parent) throws IOException {
    try {
      if (!parent.equals(directory.toAbsolutePath())) {
        Files.deleteIfExists(parent);
      }
    } catch (DirectoryNotEmptyException e) {
      // Another trial is under way.
    }
  }

  static void require(Path directory) throws ObjectStoreException {
    if (!Files.isDirectory(directory)) {
      throw new ObjectStoreException(
          Kind.PERMANENT, directory + " does not exist: create it, or mount its disk");
    }
  }

  static ObjectStoreException failure(String what, IOException cause) {
    String message = String.valueOf(cause.getMessage());
    boolean isPermanent =
        cause instanceof AccessDeniedException
            || cause instanceof NotDirectoryException
            || message.contains("Operation not permitted")
            || message.contains("Read-only file system");
    return new ObjectStoreException(
        isPermanent ? Kind.PERMANENT : Kind.TRANSIENT,
        what + ": " + FileProblem.describe(cause),
        cause);
  }

  @Override
  public void close() {}
}
