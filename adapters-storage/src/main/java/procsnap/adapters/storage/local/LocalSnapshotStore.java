package procsnap.adapters.storage.local;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import procsnap.adapters.format.ContentDigest;
import procsnap.adapters.format.csv.CsvOptions;
import procsnap.adapters.format.csv.CsvWriter;
import procsnap.adapters.format.manifest.ManifestWriter;
import procsnap.adapters.storage.file.Directories;
import procsnap.adapters.storage.file.DurableFile;
import procsnap.adapters.storage.file.FileProblem;
import procsnap.core.archive.FileSums;
import procsnap.core.archive.SnapshotManifest;
import procsnap.core.archive.TraceManifest;
import procsnap.core.port.SnapshotStore;
import procsnap.core.port.StoreException;
import procsnap.core.trace.SnapshotFacts;
import procsnap.core.trace.SnapshotRow;
import procsnap.core.trace.StoredSnapshot;
import procsnap.core.trace.TraceDescription;
import procsnap.core.trace.TraceEnd;
import procsnap.core.trace.TraceNames;

/** Writes a trace as a tree of files, {@code PREFIX/MACHINE_ID/TRACE/}, see docs/format.md. */
public final class LocalSnapshotStore implements SnapshotStore {

  private final OutputDirectory output;
  private final Supplier<FreeSpace> minFreeSpace;
  private final Path machineDirectory;
  private final String machineId;
  private final String version;
  private final CsvOptions csv;
  private final TraceNames names;
  private Path traceDirectory;
  private String traceManifest = "";
  private boolean mayHaveOrphans;

  /**
   * @param directory locked output directory
   * @param prefix path of the tree's root in the output directory
   * @param machineId name of the machine's directory in the tree
   * @param version version of procsnap, for the manifest
   * @param csv layout, columns and zone of snapshots
   * @param minFreeSpace free space below which no snapshot begins; read for each snapshot
   */
  public LocalSnapshotStore(
      OutputDirectory directory,
      String prefix,
      String machineId,
      String version,
      CsvOptions csv,
      Supplier<FreeSpace> minFreeSpace) {
    this.output = directory;
    this.minFreeSpace = minFreeSpace;
    this.machineDirectory = directory.path().resolve(prefix).resolve(machineId);
    this.machineId = machineId;
    this.version = version;
    this.csv = csv;
    this.names = new TraceNames(csv.zone());
    this.traceDirectory = machineDirectory;
  }

  @Override
  public String openTrace(TraceDescription description) throws StoreException {
    try {
      Directories.createBelow(output.path(), machineDirectory);
      String name = createTraceDirectory(description.startedAt());
      traceManifest =
          ManifestWriter.trace(
              TraceManifest.of(
                  description, machineId, name, version, csv.zone(), csv.columns(), csv.layout()));
      fillTraceDirectory();
      return traceDirectory.toString();
    } catch (IOException e) {
      throw FileProblem.failure("cannot begin a trace in " + machineDirectory, e);
    }
  }

  private String createTraceDirectory(Instant startedAt) throws IOException {
    for (int copy = 1; ; copy++) {
      String name = names.stamp(startedAt, copy);
      try {
        traceDirectory = machineDirectory.resolve(name);
        Directories.create(traceDirectory);
        return name;
      } catch (FileAlreadyExistsException taken) {
        // The clock was stepped back to this instant: try the next name.
      }
    }
  }

  /** Creates the content of the trace directory; on failure, removes the directory too. */
  private void fillTraceDirectory() throws IOException {
    Path snapshots = traceDirectory.resolve(TraceNames.SNAPSHOT_DIRECTORY);
    try {
      Directories.create(snapshots);
      DurableFile.write(traceDirectory.resolve(TraceNames.TRACE_MANIFEST), traceManifest);
    } catch (IOException e) {
      Files.deleteIfExists(snapshots);
      Files.deleteIfExists(traceDirectory);
      throw e;
    }
  }

  @Override
  public Draft draft(Instant startedAt) throws StoreException {
    Path directory = traceDirectory.resolve(TraceNames.SNAPSHOT_DIRECTORY);
    try {
      if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
        restoreTraceDirectory();
      }
      Optional<String> objection = minFreeSpace.get().objection(directory);
      if (objection.isPresent()) {
        throw new IOException(objection.get());
      }
      return new LocalDraft(directory, startedAt);
    } catch (IOException e) {
      mayHaveOrphans = true;
      throw FileProblem.failure("cannot begin a snapshot in " + directory, e);
    }
  }

  /** Creates the trace directory again after it was removed. */
  private void restoreTraceDirectory() throws IOException {
    output.restore();
    Directories.createBelow(output.path(), traceDirectory);
    Path manifest = traceDirectory.resolve(TraceNames.TRACE_MANIFEST);
    if (!Directories.exists(manifest)) {
      DurableFile.write(manifest, traceManifest);
    }
    Directories.create(traceDirectory.resolve(TraceNames.SNAPSHOT_DIRECTORY));
  }

  /** Ends the trace; after a failed write, only once orphaned files were recovered. */
  @Override
  public void closeTrace(TraceEnd end) throws StoreException {
    try {
      if (mayHaveOrphans && !TreeRecovery.recoverBeforeEnd(traceDirectory)) {
        throw new IOException(
            "orphaned files of a failed snapshot cannot be removed; restart procsnap to retry");
      }
      DurableFile.write(traceDirectory.resolve(TraceNames.TRACE_END), ManifestWriter.end(end));
    } catch (IOException e) {
      throw FileProblem.failure("cannot write the end of the trace in " + traceDirectory, e);
    }
  }

  private final class LocalDraft implements Draft {

    private final Path directory;
    private final Instant startedAt;
    private final DurableFile file;
    private final ContentDigest content;
    private final CsvWriter writer;

    LocalDraft(Path directory, Instant startedAt) throws IOException {
      this.directory = directory;
      this.startedAt = startedAt;
      file = DurableFile.create(directory, csvName(names.stamp(startedAt, 1)));
      content = new ContentDigest(file.stream());
      try {
        writer = new CsvWriter(content, csv, startedAt);
      } catch (IOException e) {
        file.close();
        throw e;
      }
    }

    @Override
    public void add(SnapshotRow row) throws StoreException {
      try {
        writer.write(row);
      } catch (IOException e) {
        throw FileProblem.failure("cannot write a snapshot to " + directory, e);
      }
    }

    @Override
    public StoredSnapshot publish(SnapshotFacts facts) throws StoreException {
      try {
        writer.finish();
        file.seal();
        return new StoredSnapshot(publish(facts, content.sums()), content.bytes());
      } catch (IOException e) {
        mayHaveOrphans = true;
        throw FileProblem.failure("cannot publish a snapshot in " + directory, e);
      }
    }

    /** Publishes under the first stamp of this instant for which CSV and manifest are both free. */
    private String publish(SnapshotFacts facts, FileSums sums) throws IOException {
      for (int copy = 1; ; copy++) {
        String stamp = names.stamp(startedAt, copy);
        String csvName = csvName(stamp);
        try {
          if (!Directories.exists(directory.resolve(csvName))
              && !Directories.exists(manifest(stamp))) {
            publishAs(stamp, ManifestWriter.snapshot(new SnapshotManifest(csvName, facts, sums)));
            return csvName;
          }
        } catch (FileAlreadyExistsException taken) {
          // Try the next name.
        }
      }
    }

    /**
     * Publishes the CSV and then its manifest. The manifest is sealed before the CSV gets its name:
     * if the machine stops between the two names, the sealed manifest certifies the CSV. A CSV
     * without its manifest is not published, so that it is removed if its manifest fails.
     */
    private void publishAs(String stamp, String text) throws IOException {
      Path csvFile = directory.resolve(csvName(stamp));
      DurableFile manifest = DurableFile.create(directory, TraceNames.snapshotManifest(stamp));
      try (manifest) {
        manifest.seal(text);
        file.publish(csvFile);
        try {
          manifest.publish(manifest(stamp));
        } catch (IOException e) {
          Files.deleteIfExists(csvFile);
          throw e;
        }
      }
      mayHaveOrphans |= manifest.hasOrphanedPart();
    }

    private Path manifest(String stamp) {
      return directory.resolve(TraceNames.snapshotManifest(stamp));
    }

    private String csvName(String stamp) {
      return TraceNames.snapshotFile(stamp, csv.layout().extension());
    }

    @Override
    public void close() {
      try {
        file.close();
      } catch (IOException e) {
        mayHaveOrphans = true;
      }
      mayHaveOrphans |= file.hasOrphanedPart();
    }
  }
}
