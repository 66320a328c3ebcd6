package procsnap.adapters.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
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
import java.util.TreeMap;
import java.util.function.Consumer;
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

  private final Path directory;

  public DirectoryObjectStore(Path directory) {
    this.directory = directory;
  }

  @Override
  public Put putIfAbsent(String name, ObjectContent content) throws ObjectStoreException {
    requireDirectory();
    Path file = directory.resolve(name);
    try {
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        return compare(file, content);
      }
      Folders.createAll(Folders.of(file));
      try (InputStream in = SentContent.open(content);
          // The part has a name of its own: another machine may be writing the same object.
          DurableFile durable =
              DurableFile.create(Folders.of(file), file.getFileName() + random())) {
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

  /** Walks in the order of whole names: a folder's has a slash at its end. */
  private static void list(Path folder, String path, String prefix, Consumer<StoredObject> each)
      throws IOException {
    Map<String, Path> entries = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
          entries.put(name + "/", file);
        } else if (!TraceNames.isPart(name)) {
          entries.put(name, file);
        }
      }
    }
    for (Map.Entry<String, Path> entry : entries.entrySet()) {
      String name = path + entry.getKey();
      if (name.endsWith("/")) {
        if (name.startsWith(prefix) || prefix.startsWith(name)) {
          list(entry.getValue(), name, prefix, each);
        }
      } else if (name.startsWith(prefix)) {
        each.accept(new StoredObject(name, Files.size(entry.getValue())));
      }
    }
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
