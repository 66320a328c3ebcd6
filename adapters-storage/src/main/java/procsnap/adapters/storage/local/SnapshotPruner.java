package procsnap.adapters.storage.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import procsnap.adapters.format.manifest.ManifestReader;
import procsnap.adapters.format.manifest.ManifestWriter;
import procsnap.adapters.storage.file.Directories;
import procsnap.adapters.storage.file.DurableFile;
import procsnap.adapters.storage.file.FileProblem;
import procsnap.adapters.storage.file.RegularFile;
import procsnap.adapters.storage.local.SnapshotPruner.KeptSnapshot;
import procsnap.core.archive.DamagedException;
import procsnap.core.archive.ExpiryRecord;
import procsnap.core.archive.SnapshotManifest;
import procsnap.core.port.RetainedSnapshots;
import procsnap.core.port.StoreException;
import procsnap.core.trace.TraceNames;

/**
 * The snapshots that are kept in an output directory, and their deletion: {@code expired.json} of a
 * trace names a snapshot before it is deleted; a trace that has ended is deleted with its last
 * snapshot.
 */
public final class SnapshotPruner implements RetainedSnapshots<KeptSnapshot> {

  /**
   * A published snapshot.
   *
   * @param manifest path of its manifest
   * @param publishedAt time at which the manifest was written
   * @param bytes size of all its files
   */
  public record KeptSnapshot(Path manifest, Instant publishedAt, long bytes) implements Snapshot {}

  private static final Comparator<KeptSnapshot> OLDEST_FIRST =
      Comparator.comparing(KeptSnapshot::publishedAt).thenComparing(KeptSnapshot::manifest);

  private final Path unsent;
  private final Path sent;

  /**
   * @param directory the output directory, held
   * @param prefix path of the tree's root in it
   */
  public SnapshotPruner(OutputDirectory directory, String prefix) {
    unsent = directory.path().resolve(prefix);
    sent = directory.path().resolve(LocalUploadQueue.UPLOADED).resolve(prefix);
  }

  @Override
  public Listing<KeptSnapshot> list(int limit, boolean unsentToo) throws StoreException {
    try {
      Walk walk = new Walk(limit);
      walk.tree(sent, true);
      walk.tree(unsent, unsentToo);
      return walk.listing();
    } catch (DirectoryIteratorException e) {
      throw new StoreException("cannot list old snapshots: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new StoreException("cannot list old snapshots: " + FileProblem.describe(e), e);
    }
  }

  @Override
  public void expire(List<KeptSnapshot> snapshots) throws StoreException {
    try {
      Map<Path, List<Path>> byTrace = new LinkedHashMap<>();
      for (KeptSnapshot snapshot : snapshots) {
        Path trace = Directories.parent(Directories.parent(snapshot.manifest()));
        byTrace.computeIfAbsent(trace, any -> new ArrayList<>()).add(snapshot.manifest());
      }
      for (Map.Entry<Path, List<Path>> trace : byTrace.entrySet()) {
        expire(trace.getKey(), trace.getValue());
      }
    } catch (IOException e) {
      throw new StoreException("cannot delete old snapshots: " + FileProblem.describe(e), e);
    }
  }

  /** One look through the trees: sums all sizes and remembers the oldest snapshots, bounded. */
  private static final class Walk {

    private final int limit;
    private final PriorityQueue<KeptSnapshot> oldest = new PriorityQueue<>(OLDEST_FIRST.reversed());
    private long totalBytes;

    Walk(int limit) {
      this.limit = limit;
    }

    Listing<KeptSnapshot> listing() {
      return new Listing<>(totalBytes, oldest.stream().sorted(OLDEST_FIRST).toList());
    }

    void tree(Path root, boolean mayExpire) throws IOException {
      for (Path machine : entries(root)) {
        for (Path trace : entries(machine)) {
          if (TraceNames.isTrace(Directories.fileName(trace)) && !Files.isSymbolicLink(trace)) {
            trace(trace, mayExpire);
          }
        }
      }
    }

    private void trace(Path trace, boolean mayExpire) throws IOException {
      for (Path manifest : entries(trace.resolve(TraceNames.SNAPSHOT_DIRECTORY))) {
        if (TraceNames.isSnapshotManifest(Directories.fileName(manifest))) {
          Optional<KeptSnapshot> kept = kept(manifest);
          totalBytes += kept.map(KeptSnapshot::bytes).orElse(0L);
          if (mayExpire) {
            kept.ifPresent(oldest::add);
          }
          if (oldest.size() > limit) {
            oldest.poll();
          }
        }
      }
    }
  }

  /** Absent when it was uploaded just now. */
  private static Optional<KeptSnapshot> kept(Path manifest) throws IOException {
    try {
      long size = Files.size(manifest);
      for (Path csv : csvFiles(manifest)) {
        size += Files.isRegularFile(csv, LinkOption.NOFOLLOW_LINKS) ? Files.size(csv) : 0;
      }
      Instant at = Files.getLastModifiedTime(manifest, LinkOption.NOFOLLOW_LINKS).toInstant();
      return Optional.of(new KeptSnapshot(manifest, at, size));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static List<Path> csvFiles(Path manifest) {
    return TraceNames.snapshotFilesOf(Directories.fileName(manifest)).stream()
        .map(manifest::resolveSibling)
        .toList();
  }

  private static void expire(Path trace, List<Path> manifests) throws IOException {
    if (!Directories.exists(trace)) {
      // Its last snapshot was uploaded in the meantime.
      return;
    }
    recordExpiry(trace, manifests);
    for (Path manifest : manifests) {
      // The manifest last: while it is there, the rest of the snapshot is found again.
      for (Path csv : csvFiles(manifest)) {
        Files.deleteIfExists(csv);
      }
      Files.deleteIfExists(manifest);
    }
    deleteIfEnded(trace);
  }

  /** Records durably that snapshots are gone, before they are. */
  private static void recordExpiry(Path trace, List<Path> manifests) throws IOException {
    Path file = trace.resolve(TraceNames.TRACE_EXPIRED);
    ExpiryRecord expiry = expiry(file);
    for (Path manifest : manifests) {
      try (InputStream in = open(manifest)) {
        SnapshotManifest snapshot = ManifestReader.snapshot(in);
        expiry = expiry.plus(snapshot.number(), snapshot.missedBefore());
      } catch (NoSuchFileException | DamagedException e) {
        // A snapshot whose number is unknown is deleted without a record.
      }
    }
    DurableFile.replace(file, ManifestWriter.expiry(expiry), true);
  }

  private static ExpiryRecord expiry(Path file) throws IOException {
    try (InputStream in = open(file)) {
      return ManifestReader.expiry(in);
    } catch (NoSuchFileException e) {
      return ExpiryRecord.NOTHING;
    } catch (DamagedException e) {
      quarantine(file);
      return ExpiryRecord.NOTHING;
    }
  }

  /** Keeps what a damaged record may still say. The first is kept: it says most. */
  private static void quarantine(Path file) throws IOException {
    try {
      DurableFile.publish(
          file, file.resolveSibling(TraceNames.quarantined(Directories.fileName(file))));
    } catch (FileAlreadyExistsException e) {
      // The next record replaces this one.
    }
  }

  private static InputStream open(Path file) throws IOException {
    return RegularFile.open(file);
  }

  /** The trace's manifest is deleted last: without it, the trace would be one that never began. */
  private static void deleteIfEnded(Path trace) throws IOException {
    if (!Directories.exists(trace.resolve(TraceNames.TRACE_END))) {
      return;
    }
    try {
      Files.deleteIfExists(trace.resolve(TraceNames.SNAPSHOT_DIRECTORY));
      Files.delete(trace.resolve(TraceNames.TRACE_END));
      Files.deleteIfExists(trace.resolve(TraceNames.TRACE_EXPIRED));
      Files.deleteIfExists(trace.resolve(TraceNames.TRACE_MANIFEST));
      Files.deleteIfExists(trace);
    } catch (DirectoryNotEmptyException e) {
      // Something is still in it: snapshots that are kept, or files that are not ours.
    }
  }

  private static List<Path> entries(Path directory) throws IOException {
    List<Path> entries = new ArrayList<>();
    if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
        stream.forEach(entries::add);
      } catch (NoSuchFileException | NotDirectoryException e) {
        // It was deleted in the meantime.
      }
    }
    return entries;
  }
}
