package procsnap.adapters.storage;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import procsnap.adapters.storage.file.Directories;
import procsnap.core.port.ObjectCursor;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStore.StoredObject;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.trace.TraceNames;

/**
 * A walk through the files below a directory in the order of whole names: a directory is sorted by
 * its name with a slash at the end. No directory stays open between two calls.
 */
final class DirectoryCursor implements ObjectCursor {

  private final Path top;
  private final String prefix;
  private final String startAfter;
  private final boolean listsParts;
  private final int pageSize;
  private final Deque<Level> levels = new ArrayDeque<>();
  private boolean started;

  DirectoryCursor(Path top, String prefix, String startAfter, boolean listsParts, int pageSize) {
    this.top = top;
    this.prefix = prefix;
    this.startAfter = startAfter;
    this.listsParts = listsParts;
    this.pageSize = pageSize;
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
      Level level = levels.element();
      Optional<Map.Entry<String, Path>> entry = level.next();
      if (entry.isEmpty()) {
        levels.pop();
        continue;
      }
      String name = level.path + entry.get().getKey();
      if (!name.endsWith("/")) {
        return Optional.of(new StoredObject(name, Files.size(entry.get().getValue())));
      }
      levels.push(new Level(entry.get().getValue(), name));
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

  /** One directory on the way to the current file, and a page of its entries. */
  private final class Level {

    private final Path directory;
    private final String path;
    private NavigableMap<String, Path> page = new TreeMap<>();
    private String last = "";
    private boolean atLastPage;

    Level(Path directory, String path) {
      this.directory = directory;
      this.path = path;
    }

    Optional<Map.Entry<String, Path>> next() throws IOException {
      if (page.isEmpty() && !atLastPage) {
        page = read();
        atLastPage = page.size() < pageSize;
      }
      Optional<Map.Entry<String, Path>> first = Optional.ofNullable(page.pollFirstEntry());
      first.ifPresent(entry -> last = entry.getKey());
      return first;
    }

    /** Reads the first entries that come after the last, as many as a page holds. */
    private NavigableMap<String, Path> read() throws IOException {
      TreeMap<String, Path> entries = new TreeMap<>(ObjectStore.NAME_ORDER);
      try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
        for (Path file : files) {
          String name = Directories.fileName(file);
          if (!listsParts && TraceNames.isPart(name)) {
            continue;
          }
          String key = Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) ? name + "/" : name;
          if (ObjectStore.NAME_ORDER.compare(key, last) > 0 && isWanted(path + key)) {
            entries.put(key, file);
            if (entries.size() > pageSize) {
              entries.pollLastEntry();
            }
          }
        }
      } catch (DirectoryIteratorException e) {
        throw e.getCause();
      }
      return entries;
    }
  }
}
