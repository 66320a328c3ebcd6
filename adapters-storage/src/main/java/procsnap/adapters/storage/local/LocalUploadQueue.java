package procsnap.adapters.storage.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import procsnap.adapters.format.manifest.ManifestReader;
import procsnap.adapters.storage.file.Directories;
import procsnap.adapters.storage.file.FileContent;
import procsnap.adapters.storage.file.FileProblem;
import procsnap.adapters.storage.file.RegularFile;
import procsnap.core.archive.DamagedException;
import procsnap.core.port.ObjectContent;
import procsnap.core.port.QueuedObject;
import procsnap.core.port.StoreException;
import procsnap.core.port.UploadQueue;
import procsnap.core.trace.TraceNames;

/**
 * Upload queue made of the tree of an output directory: every published file in it is pending.
 * Confirmed files are deleted or moved to {@code uploaded/}; the directory of an ended trace is
 * removed once it is empty. Object names are paths relative to the output directory.
 */
public final class LocalUploadQueue implements UploadQueue {

  static final String UPLOADED = "uploaded";

  private final Path directory;
  private final Path root;
  private final boolean keep;
  private final UploadLedger ledger;
  private final Set<Path> ended = new HashSet<>();

  /**
   * Opens the queue before a new trace begins: every trace that exists at that time has ended.
   *
   * @param directory locked output directory
   * @param prefix path of the tree's root in it
   * @param keep whether confirmed files are moved to {@code uploaded/} instead of deleted
   * @param store URI of the store, for the ledger
   */
  public LocalUploadQueue(OutputDirectory directory, String prefix, boolean keep, String store)
      throws StoreException {
    this.directory = directory.path().toAbsolutePath();
    this.root = this.directory.resolve(prefix);
    this.keep = keep;
    this.ledger = new UploadLedger(this.directory, store);
    ended.addAll(traces(root));
  }

  @Override
  public List<Publication> oldest(int limit, Predicate<String> excluded) throws StoreException {
    List<Publication> oldest = new ArrayList<>();
    for (Path trace : traces(root)) {
      addIfPresent(trace.resolve(TraceNames.TRACE_MANIFEST), excluded, oldest);
      for (Path manifest : oldestManifests(trace, limit - oldest.size(), excluded)) {
        oldest.add(snapshot(manifest));
      }
      if (oldest.size() < limit) {
        addIfPresent(trace.resolve(TraceNames.TRACE_END), excluded, oldest);
      }
      if (oldest.size() >= limit) {
        break;
      }
      removeIfEmpty(trace);
    }
    return oldest;
  }

  private void addIfPresent(Path file, Predicate<String> excluded, List<Publication> to) {
    if (isFile(file) && !excluded.test(name(file))) {
      to.add(new Publication(List.of(new LocalObject(file))));
    }
  }

  /** Publication of a snapshot; if its CSV was uploaded before, of its manifest alone. */
  private Publication snapshot(Path manifest) {
    List<QueuedObject> objects = new ArrayList<>();
    for (String csv : TraceNames.snapshotFilesOf(Directories.fileName(manifest))) {
      Path file = manifest.resolveSibling(csv);
      if (isFile(file)) {
        objects.add(new LocalObject(file));
      }
    }
    objects.add(new LocalObject(manifest));
    return new Publication(objects);
  }

  /** Oldest manifests, by name; memory is bounded by the limit. */
  private List<Path> oldestManifests(Path trace, int limit, Predicate<String> excluded)
      throws StoreException {
    PriorityQueue<Path> oldest = new PriorityQueue<>(Comparator.reverseOrder());
    eachManifest(
        trace,
        manifest -> {
          if (!excluded.test(name(manifest))) {
            oldest.add(manifest);
            if (oldest.size() > limit) {
              oldest.poll();
            }
          }
        });
    List<Path> inOrder = new ArrayList<>(oldest);
    Collections.sort(inOrder);
    return inOrder;
  }

  /** Number of pending publications in a directory, which another process may have locked. */
  public static long pending(Path directory, String prefix) throws StoreException {
    return count(traces(directory.resolve(prefix)));
  }

  @Override
  public long count() throws StoreException {
    return count(traces(root));
  }

  private static long count(List<Path> traces) throws StoreException {
    long[] count = {0};
    for (Path trace : traces) {
      eachManifest(trace, manifest -> count[0]++);
      count[0] += isFile(trace.resolve(TraceNames.TRACE_MANIFEST)) ? 1 : 0;
      count[0] += isFile(trace.resolve(TraceNames.TRACE_END)) ? 1 : 0;
    }
    return count[0];
  }

  /** Refuses a CSV that was damaged after it was published: it must not reach a store. */
  private static void compareWithManifest(Path csv, FileContent content) throws IOException {
    Path manifest = csv.resolveSibling(TraceNames.manifestOf(Directories.fileName(csv)));
    try (InputStream in = RegularFile.open(manifest)) {
      if (!content.matches(ManifestReader.snapshot(in).sums())) {
        throw new IOException(
            "damaged: size or CRC-32C differs from its manifest; run procsnap verify");
      }
    } catch (DamagedException e) {
      throw new IOException("its manifest is damaged: " + e.getMessage(), e);
    }
  }

  /** Removes the directories of an ended trace that is empty; an active trace keeps its own. */
  private void removeIfEmpty(Path trace) throws StoreException {
    if (!ended.contains(trace)) {
      return;
    }
    try {
      Files.deleteIfExists(trace.resolve(TraceNames.SNAPSHOT_DIRECTORY));
      Files.deleteIfExists(trace);
      ended.remove(trace);
      Path above = Directories.parent(trace);
      while (!above.equals(directory)) {
        Files.delete(above);
        above = Directories.parent(above);
      }
    } catch (DirectoryNotEmptyException stillNeeded) {
      // It contains another trace, a pending file, or a file that procsnap did not create.
    } catch (IOException e) {
      throw FileProblem.failure("cannot remove " + trace, e);
    }
  }

  /** Directories of the traces of all machines, oldest first. */
  private static List<Path> traces(Path root) throws StoreException {
    List<Path> traces = new ArrayList<>();
    for (Path machine : directories(root)) {
      for (Path trace : directories(machine)) {
        if (TraceNames.isTrace(Directories.fileName(trace))) {
          traces.add(trace);
        }
      }
    }
    traces.sort(Comparator.comparing(Directories::fileName));
    return traces;
  }

  private static List<Path> directories(Path of) throws StoreException {
    List<Path> directories = new ArrayList<>();
    each(
        of,
        entry -> {
          if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
            directories.add(entry);
          }
        });
    return directories;
  }

  private static void eachManifest(Path trace, Consumer<Path> to) throws StoreException {
    each(
        trace.resolve(TraceNames.SNAPSHOT_DIRECTORY),
        file -> {
          if (TraceNames.isSnapshotManifest(Directories.fileName(file))) {
            to.accept(file);
          }
        });
  }

  private static void each(Path of, Consumer<Path> to) throws StoreException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(of)) {
      entries.forEach(to);
    } catch (NoSuchFileException | NotDirectoryException nothingRecorded) {
      // Nothing was recorded yet, or procsnap did not create it.
    } catch (DirectoryIteratorException e) {
      throw FileProblem.failure("cannot list " + of, new IOException(e.getMessage(), e));
    } catch (IOException e) {
      throw FileProblem.failure("cannot list " + of, e);
    }
  }

  private String name(Path file) {
    return directory.relativize(file).toString();
  }

  private static boolean isFile(Path file) {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  /** Published file that is pending. */
  private final class LocalObject implements QueuedObject {

    private final Path file;
    private final String name;
    private Optional<FileContent> lastRead = Optional.empty();

    LocalObject(Path file) {
      this.file = file;
      this.name = LocalUploadQueue.this.name(file);
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public ObjectContent content() throws StoreException {
      try {
        FileContent content = new FileContent(file);
        if (!name.endsWith(TraceNames.JSON)) {
          compareWithManifest(file, content);
        }
        lastRead = Optional.of(content);
        return content;
      } catch (IOException e) {
        throw FileProblem.failure("cannot read " + file, e);
      }
    }

    @Override
    public void confirm() throws StoreException {
      lastRead.ifPresent(content -> ledger.add(name, content));
      lastRead = Optional.empty();
      try {
        if (keep) {
          Path kept = directory.resolve(UPLOADED).resolve(name);
          Directories.createBelow(directory, Directories.parent(kept));
          Files.move(file, kept);
        } else {
          Files.delete(file);
        }
        if (Directories.fileName(file).equals(TraceNames.TRACE_END)) {
          ended.add(Directories.parent(file));
        }
      } catch (IOException e) {
        throw FileProblem.failure("cannot remove " + file + " from the queue", e);
      }
    }
  }
}
