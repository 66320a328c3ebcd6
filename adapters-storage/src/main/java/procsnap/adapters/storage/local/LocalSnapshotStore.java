package procsnap.adapters.storage.local;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import procsnap.adapters.storage.csv.CsvOptions;
import procsnap.adapters.storage.csv.CsvWriter;
import procsnap.adapters.storage.file.ContentDigest;
import procsnap.adapters.storage.file.DurableFile;
import procsnap.adapters.storage.file.FileProblem;
import procsnap.adapters.storage.file.Folders;
import procsnap.adapters.storage.manifest.ManifestJson;
import procsnap.core.port.SnapshotStore;
import procsnap.core.port.StoreException;
import procsnap.core.recorded.FileSums;
import procsnap.core.snapshot.SnapshotFacts;
import procsnap.core.snapshot.SnapshotRow;
import procsnap.core.snapshot.StoredSnapshot;
import procsnap.core.trace.TraceDescription;
import procsnap.core.trace.TraceEnd;
import procsnap.core.trace.TraceNames;

/** A trace as a tree of files: {@code PREFIX/MACHINE_ID/TRACE/}, see docs/format.md. */
public final class LocalSnapshotStore implements SnapshotStore {

  private final OutputFolder output;
  private final Supplier<FreeSpace> leftToOthers;
  private final Path machineFolder;
  private final String machineId;
  private final String version;
  private final CsvOptions csv;
  private final TraceNames names;
  private Path traceFolder;
  private String traceManifest = "";
  private boolean untidy;

  /**
   * @param folder the folder to record into
   * @param prefix path of the tree's root in it
   * @param machineId the machine's folder in that
   * @param version version of procsnap, for the manifest
   * @param csv how snapshots are written
   * @param leftToOthers when less than that is free, no snapshot is begun; asked for each
   */
  public LocalSnapshotStore(
      OutputFolder folder,
      String prefix,
      String machineId,
      String version,
      CsvOptions csv,
      Supplier<FreeSpace> leftToOthers) {
    this.output = folder;
    this.leftToOthers = leftToOthers;
    this.machineFolder = folder.path().resolve(prefix).resolve(machineId);
    this.machineId = machineId;
    this.version = version;
    this.csv = csv;
    this.names = new TraceNames(csv.zone());
    this.traceFolder = machineFolder;
  }

  @Override
  public String openTrace(TraceDescription description) throws StoreException {
    try {
      Folders.createBelow(output.path(), machineFolder);
      String name = createTraceFolder(description.startedAt());
      traceManifest = ManifestJson.trace(description, machineId, name, version, csv);
      fillTraceFolder();
      return traceFolder.toString();
    } catch (IOException e) {
      throw failure("cannot begin a trace in " + machineFolder, e);
    }
  }

  private String createTraceFolder(Instant startedAt) throws IOException {
    for (int copy = 1; ; copy++) {
      String name = names.stamp(startedAt, copy);
      try {
        traceFolder = machineFolder.resolve(name);
        Folders.create(traceFolder);
        return name;
      } catch (FileAlreadyExistsException taken) {
        // The clock was stepped back to this very instant: the next name.
      }
    }
  }

  /** A trace without its manifest did not begin: without the one the other goes. */
  private void fillTraceFolder() throws IOException {
    Path snapshots = traceFolder.resolve(TraceNames.SNAPSHOT_FOLDER);
    try {
      Folders.create(snapshots);
      DurableFile.write(traceFolder.resolve(TraceNames.TRACE_MANIFEST), traceManifest);
    } catch (IOException e) {
      Files.deleteIfExists(snapshots);
      Files.deleteIfExists(traceFolder);
      throw e;
    }
  }

  @Override
  public Draft draft(Instant startedAt) throws StoreException {
    Path folder = traceFolder.resolve(TraceNames.SNAPSHOT_FOLDER);
    try {
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        restoreTraceFolder();
      }
      Optional<String> objection = leftToOthers.get().objection(folder);
      if (objection.isPresent()) {
        throw new IOException(objection.get());
      }
      return new LocalDraft(folder, startedAt);
    } catch (IOException e) {
      untidy = true;
      throw failure("cannot begin a snapshot in " + folder, e);
    }
  }

  /** Somebody removed it: from now on it is there again. */
  private void restoreTraceFolder() throws IOException {
    output.renew();
    Folders.createBelow(output.path(), traceFolder);
    Path manifest = traceFolder.resolve(TraceNames.TRACE_MANIFEST);
    if (!Folders.exists(manifest)) {
      DurableFile.write(manifest, traceManifest);
    }
    Folders.create(traceFolder.resolve(TraceNames.SNAPSHOT_FOLDER));
  }

  /** Where the disk failed, something may have been left: an end is given to what is in order. */
  @Override
  public void closeTrace(TraceEnd end) throws StoreException {
    try {
      if (untidy && !TreeRecovery.tidy(traceFolder)) {
        throw new IOException("what a snapshot that failed has left cannot be removed");
      }
      DurableFile.write(traceFolder.resolve(TraceNames.TRACE_END), ManifestJson.end(end));
    } catch (IOException e) {
      throw failure("cannot write the end of the trace in " + traceFolder, e);
    }
  }

  private static StoreException failure(String what, IOException cause) {
    return new StoreException(what + ": " + FileProblem.describe(cause), cause);
  }

  private final class LocalDraft implements Draft {

    private final Path folder;
    private final Instant startedAt;
    private final DurableFile file;
    private final ContentDigest content;
    private final CsvWriter writer;

    LocalDraft(Path folder, Instant startedAt) throws IOException {
      this.folder = folder;
      this.startedAt = startedAt;
      file = DurableFile.create(folder, csvName(names.stamp(startedAt, 1)));
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
        throw failure("cannot write a snapshot to " + folder, e);
      }
    }

    @Override
    public StoredSnapshot publish(SnapshotFacts facts) throws StoreException {
      try {
        writer.finish();
        file.seal();
        return new StoredSnapshot(publish(facts, content.sums()), content.bytes());
      } catch (IOException e) {
        untidy = true;
        throw failure("cannot publish a snapshot in " + folder, e);
      }
    }

    /** Under the first name of this instant that is free, with its manifest's. */
    private String publish(SnapshotFacts facts, FileSums sums) throws IOException {
      for (int copy = 1; ; copy++) {
        String stamp = names.stamp(startedAt, copy);
        String csvName = csvName(stamp);
        try {
          if (!Folders.exists(folder.resolve(csvName)) && !Folders.exists(manifest(stamp))) {
            publishAs(stamp, ManifestJson.snapshot(facts, csvName, sums));
            return csvName;
          }
        } catch (FileAlreadyExistsException taken) {
          // The next name.
        }
      }
    }

    /**
     * The manifest is written before the CSV gets its name: should the machine stop between the two
     * names, it is there to vouch for the CSV. A CSV without its manifest is not published: without
     * the one the other goes.
     */
    private void publishAs(String stamp, String text) throws IOException {
      Path csvFile = folder.resolve(csvName(stamp));
      DurableFile manifest = DurableFile.create(folder, TraceNames.snapshotManifest(stamp));
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
      untidy |= manifest.hasLeftPart();
    }

    private Path manifest(String stamp) {
      return folder.resolve(TraceNames.snapshotManifest(stamp));
    }

    private String csvName(String stamp) {
      return TraceNames.snapshotFile(stamp, csv.extension());
    }

    @Override
    public void close() {
      try {
        file.close();
      } catch (IOException e) {
        untidy = true;
      }
      untidy |= file.hasLeftPart();
    }
  }
}
