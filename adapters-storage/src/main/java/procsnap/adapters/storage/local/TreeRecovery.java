package procsnap.adapters.storage.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import procsnap.adapters.storage.file.DurableFile;
import procsnap.adapters.storage.file.FileContent;
import procsnap.adapters.storage.file.Folders;
import procsnap.adapters.storage.manifest.ManifestReader;
import procsnap.core.recorded.DamagedException;
import procsnap.core.recorded.RecordedSnapshot;
import procsnap.core.trace.TraceNames;

/**
 * Puts the tree of an output folder in order after a crash: finishes a snapshot whose manifest was
 * sealed but not yet named, discards what was never completed, and sets aside a CSV that nothing
 * vouches for. The snapshots of a trace that was ended are in order. Whatever it finds, or cannot
 * mend, it goes on: recording must start.
 */
public final class TreeRecovery {

  /**
   * What was found and done.
   *
   * @param finished snapshots that lacked only the name of their manifest
   * @param discarded parts
   * @param setAside CSV files without a manifest, now called {@code .corrupt}
   * @param failed what could not be mended, because the disk did not let us
   */
  public record Recovered(int finished, int discarded, int setAside, int failed) {

    /** Whether everything was in order. */
    public boolean isNothing() {
      return finished + discarded + setAside + failed == 0;
    }
  }

  /** What is done with one entry of a folder. */
  private interface Step {
    void apply(Path entry) throws IOException;
  }

  private int finished;
  private int discarded;
  private int setAside;
  private int failed;

  private TreeRecovery() {}

  /**
   * Puts a tree in order.
   *
   * @param folder the output folder, held: nobody writes into it now
   * @param prefix path of the tree's root in it
   */
  public static Recovered recover(OutputFolder folder, String prefix) {
    TreeRecovery recovery = new TreeRecovery();
    recovery.each(
        folder.path().resolve(prefix), machine -> recovery.each(machine, recovery::recoverTrace));
    return new Recovered(recovery.finished, recovery.discarded, recovery.setAside, recovery.failed);
  }

  /** Puts one trace in order before it is ended; returns whether it is. */
  static boolean tidy(Path trace) {
    TreeRecovery recovery = new TreeRecovery();
    recovery.each(trace, recovery::finishPart);
    recovery.recoverSnapshots(trace.resolve(TraceNames.SNAPSHOT_FOLDER));
    return recovery.failed == 0;
  }

  private void recoverSnapshots(Path snapshots) {
    each(snapshots, this::finishPart);
    each(snapshots, this::setAsideUnlessPublished);
  }

  private void recoverTrace(Path trace) throws IOException {
    if (!TraceNames.isTrace(Folders.name(trace)) || Files.isSymbolicLink(trace)) {
      return;
    }
    each(trace, this::finishPart);
    if (!Folders.exists(trace.resolve(TraceNames.TRACE_END))) {
      Path snapshots = trace.resolve(TraceNames.SNAPSHOT_FOLDER);
      recoverSnapshots(snapshots);
      removeUnlessBegun(trace, snapshots);
    }
  }

  /** A part is finished when it is the manifest of a CSV that it fits, and goes in any case. */
  private void finishPart(Path part) throws IOException {
    if (!TraceNames.isPart(Folders.name(part))
        || !Files.isRegularFile(part, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Path file = part.resolveSibling(TraceNames.ofPart(Folders.name(part)));
    boolean isSecondName = Folders.exists(file);
    if (!isSecondName && TraceNames.isSnapshotManifest(Folders.name(file)) && vouches(part)) {
      DurableFile.publish(part, file);
      finished++;
    } else {
      Files.delete(part);
      discarded += isSecondName ? 0 : 1;
    }
  }

  private static boolean vouches(Path manifest) throws IOException {
    try (InputStream in = Files.newInputStream(manifest)) {
      RecordedSnapshot snapshot = ManifestReader.snapshot(in);
      Path csv = manifest.resolveSibling(snapshot.file());
      return TraceNames.part(TraceNames.manifestOf(snapshot.file())).equals(Folders.name(manifest))
          && Files.isRegularFile(csv, LinkOption.NOFOLLOW_LINKS)
          && new FileContent(csv).fits(snapshot.sums());
    } catch (DamagedException e) {
      return false;
    }
  }

  private void setAsideUnlessPublished(Path csv) throws IOException {
    if (TraceNames.isSnapshotFile(Folders.name(csv))
        && !Folders.exists(csv.resolveSibling(TraceNames.manifestOf(Folders.name(csv))))) {
      DurableFile.publish(csv, csv.resolveSibling(TraceNames.setAside(Folders.name(csv))));
      setAside++;
    }
  }

  /** A trace that had not begun, or that was uploaded and never ended. */
  private static void removeUnlessBegun(Path trace, Path snapshots) throws IOException {
    if (isEmpty(snapshots) && !Folders.exists(trace.resolve(TraceNames.TRACE_MANIFEST))) {
      Files.deleteIfExists(snapshots);
      if (isEmpty(trace)) {
        Files.delete(trace);
      }
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      return !entries.iterator().hasNext();
    } catch (NoSuchFileException e) {
      return true;
    }
  }

  /** Applies a step to every entry of a folder, if it is one and no link; what fails is counted. */
  private void each(Path folder, Step step) {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
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
