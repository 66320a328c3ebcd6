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
import java.time.Duration;
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
import procsnap.core.archive.DamagedException;
import procsnap.core.archive.ExpiryRecord;
import procsnap.core.archive.SnapshotManifest;
import procsnap.core.port.StoreException;
import procsnap.core.trace.TraceNames;

/**
 * Removes snapshots that were kept for long enough: whole ones, the oldest first. Before one goes,
 * {@code expired.json} of its trace tells so; a trace that has ended goes with its last snapshot.
 * The tree is looked through when that is due, not at every snapshot. Used by one thread.
 */
public final class SnapshotPruner {

  /** So many are known at a time. */
  private static final int KNOWN = 256;

  /** When none is known, others are looked for after so long. */
  private static final Duration PAUSE = Duration.ofHours(1);

  /** No manifest of a snapshot is much larger. */
  private static final int MANIFEST = 2048;

  /** A hundredth less than is allowed: then there is nothing to do for a while. */
  private static final int SLACK = 100;

  /** A published snapshot: when that was, and how large its files are. */
  private record Kept(Path manifest, Instant at, long bytes) {}

  private static final Comparator<Kept> OLDEST_FIRST =
      Comparator.comparing(Kept::at).thenComparing(Kept::manifest);

  private final Path unsent;
  private final Path sent;
  private List<Kept> oldest = List.of();
  private Instant lookAgain = Instant.MIN;
  private long bytes;

  /**
   * @param directory the output directory, held
   * @param prefix path of the tree's root in it
   */
  public SnapshotPruner(OutputDirectory directory, String prefix) {
    unsent = directory.path().resolve(prefix);
    sent = directory.path().resolve(LocalUploadQueue.UPLOADED).resolve(prefix);
  }

  /** Reckons with a snapshot that was published since, its CSV being so large. */
  public void added(long size) {
    bytes += size + MANIFEST;
  }

  /**
   * Removes what is kept no longer.
   *
   * @return how many snapshots were removed
   * @throws StoreException when it cannot be removed
   */
  public int remove(Retention retention, Instant now) throws StoreException {
    if (retention.isUnlimited()) {
      return 0;
    }
    try {
      int removed = 0;
      List<Kept> next = tooMuch(retention, now);
      while (!next.isEmpty()) {
        remove(next);
        removed += next.size();
        next = tooMuch(retention, now);
      }
      return removed;
    } catch (DirectoryIteratorException e) {
      throw new StoreException("cannot look through old snapshots: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new StoreException("cannot remove old snapshots: " + FileProblem.describe(e), e);
    }
  }

  /** The first of those that are to go. */
  private List<Kept> tooMuch(Retention retention, Instant now) throws IOException {
    boolean full = retention.bytes().isPresent() && bytes > retention.bytes().getAsLong();
    if (full || (oldest.isEmpty() && !now.isBefore(lookAgain))) {
      lookThrough(retention.unsent());
      lookAgain = now.plus(retention.age().filter(age -> age.compareTo(PAUSE) < 0).orElse(PAUSE));
      full = retention.bytes().isPresent() && bytes > retention.bytes().getAsLong();
    }
    Instant oldestKept = retention.age().map(now::minus).orElse(Instant.MIN);
    long allowed = full ? retention.bytes().getAsLong() / SLACK * (SLACK - 1) : Long.MAX_VALUE;
    List<Kept> tooMuch = new ArrayList<>();
    long left = bytes;
    for (Kept kept : oldest) {
      if (!kept.at().isBefore(oldestKept) && left <= allowed) {
        break;
      }
      tooMuch.add(kept);
      left -= kept.bytes();
    }
    bytes = left;
    oldest = List.copyOf(oldest.subList(tooMuch.size(), oldest.size()));
    if (oldest.isEmpty() && !tooMuch.isEmpty()) {
      // None is left of those that were known: there may be others.
      lookAgain = now;
    }
    return tooMuch;
  }

  private void lookThrough(boolean unsentToo) throws IOException {
    PriorityQueue<Kept> first = new PriorityQueue<>(OLDEST_FIRST.reversed());
    bytes = 0;
    for (Path root : List.of(sent, unsent)) {
      for (Path machine : entries(root)) {
        for (Path trace : entries(machine)) {
          lookThrough(trace, root.equals(sent) || unsentToo, first);
        }
      }
    }
    oldest = first.stream().sorted(OLDEST_FIRST).toList();
  }

  private void lookThrough(Path trace, boolean mayGo, PriorityQueue<Kept> first)
      throws IOException {
    if (!TraceNames.isTrace(Directories.fileName(trace)) || Files.isSymbolicLink(trace)) {
      return;
    }
    for (Path manifest : entries(trace.resolve(TraceNames.SNAPSHOT_DIRECTORY))) {
      if (TraceNames.isSnapshotManifest(Directories.fileName(manifest))) {
        Optional<Kept> kept = kept(manifest);
        bytes += kept.map(Kept::bytes).orElse(0L);
        if (mayGo) {
          kept.ifPresent(first::add);
        }
        if (first.size() > KNOWN) {
          first.poll();
        }
      }
    }
  }

  /** Nothing when it was uploaded just now. */
  private static Optional<Kept> kept(Path manifest) throws IOException {
    try {
      long size = Files.size(manifest);
      for (Path csv : csvFiles(manifest)) {
        size += Files.isRegularFile(csv, LinkOption.NOFOLLOW_LINKS) ? Files.size(csv) : 0;
      }
      Instant at = Files.getLastModifiedTime(manifest, LinkOption.NOFOLLOW_LINKS).toInstant();
      return Optional.of(new Kept(manifest, at, size));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static List<Path> csvFiles(Path manifest) {
    return TraceNames.snapshotFilesOf(Directories.fileName(manifest)).stream()
        .map(manifest::resolveSibling)
        .toList();
  }

  private static void remove(List<Kept> snapshots) throws IOException {
    Map<Path, List<Path>> byTrace = new LinkedHashMap<>();
    for (Kept snapshot : snapshots) {
      Path trace = Directories.parent(Directories.parent(snapshot.manifest()));
      byTrace.computeIfAbsent(trace, any -> new ArrayList<>()).add(snapshot.manifest());
    }
    for (Map.Entry<Path, List<Path>> trace : byTrace.entrySet()) {
      tell(trace.getKey(), trace.getValue());
      for (Path manifest : trace.getValue()) {
        // The manifest last: while it is there, the rest of the snapshot is found again.
        for (Path csv : csvFiles(manifest)) {
          Files.deleteIfExists(csv);
        }
        Files.deleteIfExists(manifest);
      }
      removeIfOver(trace.getKey());
    }
  }

  /** Says durably that they are gone, before they are. */
  private static void tell(Path trace, List<Path> manifests) throws IOException {
    Path file = trace.resolve(TraceNames.TRACE_EXPIRED);
    ExpiryRecord expiry = expiry(file);
    for (Path manifest : manifests) {
      try (InputStream in = open(manifest)) {
        SnapshotManifest snapshot = ManifestReader.snapshot(in);
        expiry = expiry.plus(snapshot.number(), snapshot.missedBefore());
      } catch (NoSuchFileException | DamagedException e) {
        // What nobody can tell the number of goes without a word.
      }
    }
    DurableFile.replace(file, ManifestWriter.expiry(expiry), true);
  }

  private static ExpiryRecord expiry(Path file) throws IOException {
    try (InputStream in = open(file)) {
      return ManifestReader.expiry(in);
    } catch (NoSuchFileException | DamagedException e) {
      return ExpiryRecord.NOTHING;
    }
  }

  private static InputStream open(Path file) throws IOException {
    return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
  }

  /** The manifest goes last: a trace without it would be one that never began. */
  private static void removeIfOver(Path trace) throws IOException {
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
      // Something is left in it: snapshots that are kept, or what is not ours.
    }
  }

  private static List<Path> entries(Path directory) throws IOException {
    List<Path> entries = new ArrayList<>();
    if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
        stream.forEach(entries::add);
      } catch (NoSuchFileException | NotDirectoryException e) {
        // It went in the meantime.
      }
    }
    return entries;
  }
}
