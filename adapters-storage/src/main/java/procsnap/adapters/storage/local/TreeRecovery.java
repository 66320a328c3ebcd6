package procsnap.adapters.storage.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import procsnap.adapters.format.manifest.ManifestReader;
import procsnap.adapters.storage.file.Directories;
import procsnap.adapters.storage.file.DurableFile;
import procsnap.adapters.storage.file.FileContent;
import procsnap.adapters.storage.file.RegularFile;
import procsnap.core.archive.DamagedException;
import procsnap.core.archive.SnapshotManifest;
import procsnap.core.trace.TraceNames;

/**
 * Recovers the tree of an output directory after a crash: publishes the sealed manifest of a
 * complete snapshot, deletes partial files, and quarantines a CSV without a manifest. The snapshots
 * of an ended trace need no recovery. A failure never stops recovery: recording must start.
 */
public final class TreeRecovery {

  /**
   * Counts of what was recovered.
   *
   * @param finished snapshots completed by publishing their sealed manifest
   * @param discarded partial files that were deleted
   * @param quarantined CSV files without a manifest, renamed to {@code .corrupt}
   * @param failed files and directories that could not be recovered because of an I/O error
   */
  public record Recovered(int finished, int discarded, int quarantined, int failed) {

    /** Whether there was nothing to recover. */
    public boolean isEmpty() {
      return finished + discarded + quarantined + failed == 0;
    }
  }

  /** Recovery of one entry of a directory. */
  private interface Step {
    void apply(Path entry) throws IOException;
  }

  private int finished;
  private int discarded;
  private int quarantined;
  private int failed;

  private TreeRecovery() {}

  /**
   * Recovers a tree.
   *
   * @param directory locked output directory, into which no trace is recording
   * @param prefix path of the tree's root in it
   */
  public static Recovered recover(OutputDirectory directory, String prefix) {
    TreeRecovery recovery = new TreeRecovery();
    recovery.each(
        directory.path().resolve(prefix),
        machine -> recovery.each(machine, recovery::recoverTrace));
    return new Recovered(
        recovery.finished, recovery.discarded, recovery.quarantined, recovery.failed);
  }

  /** Recovers one trace before its end is written; returns whether nothing failed. */
  static boolean recoverBeforeEnd(Path trace) {
    TreeRecovery recovery = new TreeRecovery();
    recovery.each(trace, recovery::finishPart);
    recovery.recoverSnapshots(trace.resolve(TraceNames.SNAPSHOT_DIRECTORY));
    return recovery.failed == 0;
  }

  private void recoverSnapshots(Path snapshots) {
    each(snapshots, this::finishPart);
    each(snapshots, this::quarantineUnlessPublished);
  }

  private void recoverTrace(Path trace) throws IOException {
    if (!TraceNames.isTrace(Directories.fileName(trace)) || Files.isSymbolicLink(trace)) {
      return;
    }
    each(trace, this::finishPart);
    if (!Directories.exists(trace.resolve(TraceNames.TRACE_END))) {
      Path snapshots = trace.resolve(TraceNames.SNAPSHOT_DIRECTORY);
      recoverSnapshots(snapshots);
      removeUnlessBegun(trace, snapshots);
    }
  }

  /** Publishes a part that is the manifest of a CSV that it matches; deletes any other part. */
  private void finishPart(Path part) throws IOException {
    if (!TraceNames.isPart(Directories.fileName(part))
        || !Files.isRegularFile(part, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Path file = part.resolveSibling(TraceNames.ofPart(Directories.fileName(part)));
    boolean isSecondName = Directories.exists(file);
    if (!isSecondName
        && TraceNames.isSnapshotManifest(Directories.fileName(file))
        && certifies(part)) {
      DurableFile.publish(part, file);
      finished++;
    } else {
      Files.delete(part);
      discarded += isSecondName ? 0 : 1;
    }
  }

  private static boolean certifies(Path manifest) throws IOException {
    try (InputStream in = RegularFile.open(manifest)) {
      SnapshotManifest snapshot = ManifestReader.snapshot(in);
      Path csv = manifest.resolveSibling(snapshot.file());
      return TraceNames.part(TraceNames.manifestOf(snapshot.file()))
              .equals(Directories.fileName(manifest))
          && Files.isRegularFile(csv, LinkOption.NOFOLLOW_LINKS)
          && new FileContent(csv).matches(snapshot.sums());
    } catch (DamagedException e) {
      return false;
    }
  }

  private void quarantineUnlessPublished(Path csv) throws IOException {
    if (TraceNames.isSnapshotFile(Directories.fileName(csv))
        && !Directories.exists(
            csv.resolveSibling(TraceNames.manifestOf(Directories.fileName(csv))))) {
      DurableFile.publish(
          csv, csv.resolveSibling(TraceNames.quarantined(Directories.fileName(csv))));
      quarantined++;
    }
  }

  /** Removes a trace that had not begun, or that was uploaded and never ended. */
  private static void removeUnlessBegun(Path trace, Path snapshots) throws IOException {
    if (isEmpty(snapshots) && !Directories.exists(trace.resolve(TraceNames.TRACE_MANIFEST))) {
      Files.deleteIfExists(snapshots);
      if (isEmpty(trace)) {
        Files.delete(trace);
      }
    }
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      return !entries.iterator().hasNext();
    } catch (NoSuchFileException e) {
      return true;
    }
  }

  /**
   * Applies a step to every entry of a directory and counts failures; a link or file is ignored.
   */
  private void each(Path directory, Step step) {
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        try {
          step.apply(entry);
        } catch (IOException e) {
          failed++;
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      failed++;
    }
  }
}
