package procsnap.adapters.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import procsnap.adapters.storage.file.Directories;
import procsnap.adapters.storage.file.DurableFile;
import procsnap.adapters.storage.file.FileContent;
import procsnap.adapters.storage.file.FileProblem;
import procsnap.adapters.storage.http.SentContent;
import procsnap.core.port.ObjectContent;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.ObjectStoreException.Kind;
import procsnap.core.trace.TraceNames;

/**
 * A directory as an object store: on another disk, or mounted from elsewhere. The directory itself
 * is never created: when it is not there, the disk is not.
 */
public final class DirectoryObjectStore implements ObjectStore {

  /** So many names of one directory are held at a time. */
  private static final int PAGE = 10_000;

  private final Path directory;
  private final boolean listsParts;

  public DirectoryObjectStore(Path directory) {
    this(directory, false);
  }

  private DirectoryObjectStore(Path directory, boolean listsParts) {
    this.directory = directory;
    this.listsParts = listsParts;
  }

  /** A directory that lists also what was never completed in it. */
  public static DirectoryObjectStore withParts(Path directory) {
    return new DirectoryObjectStore(directory, true);
  }

  @Override
  public Put putIfAbsent(String name, ObjectContent content) throws ObjectStoreException {
    requireDirectory();
    Path file = directory.resolve(name);
    try {
      if (Directories.exists(file)) {
        return compare(file, content);
      }
      Directories.createAll(Directories.parent(file));
      try (InputStream in = SentContent.open(content);
          // The part has a name of its own: another machine may be writing the same object.
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

  private static Put compare(Path file, ObjectContent content)
      throws IOException, ObjectStoreException {
    FileContent there = new FileContent(file);
    if (there.bytes() == content.bytes() && there.crc32c() == content.crc32c()) {
      return Put.ALREADY_THERE;
    }
    throw ObjectStoreException.conflict(file.toString());
  }

  @Override
  public void list(String prefix, Consumer<StoredObject> each) throws ObjectStoreException {
    requireDirectory();
    try {
      list(directory, "", prefix, each);
    } catch (IOException e) {
      throw failure("cannot look through " + directory, e);
    }
  }

  /** Walks in the order of whole names: a directory's has a slash at its end. */
  private void list(Path directory, String path, String prefix, Consumer<StoredObject> each)
      throws IOException {
    SortedMap<String, Path> page = page(directory, "");
    while (!page.isEmpty()) {
      for (Map.Entry<String, Path> entry : page.entrySet()) {
        String name = path + entry.getKey();
        if (name.endsWith("/")) {
          if (name.startsWith(prefix) || prefix.startsWith(name)) {
            list(entry.getValue(), name, prefix, each);
          }
        } else if (name.startsWith(prefix)) {
          each.accept(new StoredObject(name, Files.size(entry.getValue())));
        }
      }
      page = page.size() < PAGE ? new TreeMap<>() : page(directory, page.lastKey());
    }
  }

  /** The first names of a directory that come after one, in order, as many as a page holds. */
  private SortedMap<String, Path> page(Path directory, String after) throws IOException {
    TreeMap<String, Path> page = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        String name = Directories.fileName(file);
        if (!listsParts && TraceNames.isPart(name)) {
          continue;
        }
        String key = Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) ? name + "/" : name;
        if (key.compareTo(after) > 0) {
          page.put(key, file);
          if (page.size() > PAGE) {
            page.pollLastEntry();
          }
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return page;
  }

  @Override
  public InputStream read(String name) throws ObjectStoreException {
    requireDirectory();
    try {
      return Files.newInputStream(directory.resolve(name), LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      throw new ObjectStoreException(Kind.MISSING, "there is no " + name + " in " + directory, e);
    } catch (IOException e) {
      throw failure("cannot read " + name, e);
    }
  }

  @Override
  public boolean removeTrial(String name) {
    try {
      Files.delete(directory.resolve(name));
      Files.deleteIfExists(Directories.parent(directory.resolve(name)));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void requireDirectory() throws ObjectStoreException {
    if (!Files.isDirectory(directory)) {
      throw new ObjectStoreException(
          Kind.PERMANENT, directory + " is not there: create it, or mount the disk it is on");
    }
  }

  private static ObjectStoreException failure(String what, IOException cause) {
    boolean forPeople =
        cause instanceof AccessDeniedException
            || cause instanceof NotDirectoryException
            || String.valueOf(cause.getMessage()).contains("Read-only file system");
    return new ObjectStoreException(
        forPeople ? Kind.PERMANENT : Kind.TRANSIENT,
        what + ": " + FileProblem.describe(cause),
        cause);
  }

  @Override
  public void close() {}
}
