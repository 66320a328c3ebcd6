package procsnap.adapters.storage;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import procsnap.adapters.storage.file.Directories;
import procsnap.adapters.storage.file.FileProblem;
import procsnap.core.port.ObjectCursor;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStore.StoredObject;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.trace.TraceNames;

/**
 * A walk through the files below a directory in the order of whole names: a directory is sorted by
 * its name with a slash at the end. No directory stays open between two calls. What is neither a
 * file nor a directory that can be read is skipped: it is no object, and must not hide the others.
 */
final class DirectoryCursor implements ObjectCursor {

  /** Stands for bytes that are not UTF-8. */
  private static final char REPLACEMENT = '\ufffd';

  private final Path top;
  private final String prefix;
  private final String startAfter;
  private final boolean listsParts;
  private final int pageSize;
  private final BiConsumer<Path, String> skipped;
  private final Deque<Level> levels = new ArrayDeque<>();
  private boolean started;

  DirectoryCursor(
      Path top,
      String prefix,
      String startAfter,
      boolean listsParts,
      int pageSize,
      BiConsumer<Path, String> skipped) {
    this.top = top;
    this.prefix = prefix;
    this.startAfter = startAfter;
    this.listsParts = listsParts;
    this.pageSize = pageSize;
    this.skipped = skipped;
  }

  @Override
  public Optional<StoredObject> next() throws ObjectStoreException {
    try {
      if (!started) {
        DirectoryObjectStore.require(top);
        levels.push(new Level(top, ""));
        started = true;
      }
      return walk();
    } catch (IOException e) {
      throw DirectoryObjectStore.failure("cannot list " + top, e);
    }
  }

  private Optional<StoredObject> walk() throws IOException {
    while (!levels.isEmpty()) {
      Optional<Map.Entry<String, Entry>> next = levels.element().next();
      if (next.isEmpty()) {
        levels.pop();
        continue;
      }
      String name = levels.element().path + next.get().getKey();
      Entry entry = next.get().getValue();
      if (!name.endsWith("/")) {
        return Optional.of(new StoredObject(name, entry.bytes()));
      }
      levels.push(new Level(entry.file(), name));
    }
    return Optional.empty();
  }

  /** Whether an entry is listed, or a directory that may have files that are. */
  private boolean isWanted(String name) {
    boolean isDirectory = name.endsWith("/");
    boolean isBelowPrefix = name.startsWith(prefix) || (isDirectory && prefix.startsWith(name));
    boolean isBehindStart =
        ObjectStore.NAME_ORDER.compare(name, startAfter) > 0
            || (isDirectory && startAfter.startsWith(name));
    return isBelowPrefix && isBehindStart;
  }

  /** A file with its size, or a directory. */
  private record Entry(Path file, long bytes) {}

  /** One directory on the way to the current file, and a page of its entries. */
  private final class Level {

    private final Path directory;
    private final String path;
    private NavigableMap<String, Entry> page = new TreeMap<>();
    private String last = "";
    private boolean atLastPage;

    Level(Path directory, String path) {
      this.directory = directory;
      this.path = path;
    }

    Optional<Map.Entry<String, Entry>> next() throws IOException {
      if (page.isEmpty() && !atLastPage) {
        page = read();
        atLastPage = page.size() < pageSize;
      }
      Optional<Map.Entry<String, Entry>> first = Optional.ofNullable(page.pollFirstEntry());
      first.ifPresent(entry -> last = entry.getKey());
      return first;
    }

    /** Reads the first entries that come after the last, as many as a page holds. */
    private NavigableMap<String, Entry> read() throws IOException {
      NavigableMap<String, Entry> entries = new TreeMap<>(ObjectStore.NAME_ORDER);
      try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
        for (Path file : files) {
          add(file, entries);
        }
      } catch (DirectoryIteratorException e) {
        throw e.getCause();
      } catch (IOException e) {
        if (directory.equals(top)) {
          throw e;
        }
        skip(directory, e);
      }
      return entries;
    }

    private void skip(Path file, IOException e) {
      skipped.accept(file, FileProblem.describe(e).replace(file + ": ", ""));
    }

    private void add(Path file, NavigableMap<String, Entry> entries) {
      String name = Directories.fileName(file);
      if (!listsParts && TraceNames.isPart(name)) {
        return;
      }
      BasicFileAttributes attributes;
      try {
        // By its name, as it will be read: one that is not UTF-8 leads nowhere.
        attributes =
            Files.readAttributes(
                directory.resolve(name), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      } catch (NoSuchFileException e) {
        if (name.indexOf(REPLACEMENT) >= 0) {
          skipped.accept(file, "its name is not UTF-8");
        }
        return;
      } catch (IOException e) {
        skip(file, e);
        return;
      }
      String key = attributes.isDirectory() ? name + "/" : name;
      if (ObjectStore.NAME_ORDER.compare(key, last) <= 0 || !isWanted(path + key)) {
        return;
      }
      if (!attributes.isDirectory() && !attributes.isRegularFile()) {
        skipped.accept(file, "neither a file nor a directory");
        return;
      }
      entries.put(key, new Entry(file, attributes.size()));
      if (entries.size() > pageSize) {
        entries.pollLastEntry();
      }
    }
  }
}
