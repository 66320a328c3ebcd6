package procsnap.cli.trace;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import procsnap.adapters.storage.file.FileProblem;
import procsnap.adapters.storage.local.StatusFile;
import procsnap.adapters.storage.local.StatusFile.Snapshot;
import procsnap.adapters.storage.local.StatusFile.Status;
import procsnap.adapters.storage.local.StatusFile.Upload;
import procsnap.cli.log.Log;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.StoreException;
import procsnap.core.record.SnapshotOutcome;
import procsnap.core.record.TraceEvents;
import procsnap.core.trace.MissedSnapshots;
import procsnap.core.trace.TraceDescription;
import procsnap.core.upload.UploadEvents;

/** Keeps the status of a trace in its output directory, for {@code procsnap status}. */
final class StatusKeeper implements TraceEvents, UploadEvents {

  private final Path directory;
  private final String store;
  private final Log log;
  private final Instant startedAt = Instant.now();

  private String trace = "";
  private long intervalNanos;
  private long firstNanos;
  private long nextNanos;
  private long snapshots;
  private long missed;
  private long cpuMillis;
  private long residentKib;
  private String uploadState = "healthy";
  private long uploadSinceNanos = System.nanoTime();
  private @Nullable String failure;
  private @Nullable Snapshot last;
  private @Nullable String uploadProblem;
  private @Nullable String lastObject;
  private @Nullable String lastUploadAt;

  /**
   * @param directory the output directory
   * @param store URI of the store; empty when nothing is uploaded
   */
  StatusKeeper(Path directory, String store, Log log) {
    this.directory = directory;
    this.store = store;
    this.log = log;
  }

  /** How long it is to the next snapshot, for the terminal, and what the last one came to. */
  synchronized String line() {
    long left = Math.max(0, TimeUnit.NANOSECONDS.toSeconds(nextNanos - System.nanoTime()));
    String line = String.format("next snapshot in %d:%02d", left / 60, left % 60);
    if (last != null) {
      line += ", " + snapshots + " recorded, " + last.rows() + " rows in the last";
    }
    return uploadState.equals("healthy") ? line : line + ", store " + uploadState;
  }

  @Override
  public synchronized void started(TraceDescription description, String place) {
    trace = place;
    intervalNanos = description.plan().interval().toNanos();
    firstNanos = description.monotonicNanos() + description.plan().lead().toNanos();
    nextNanos = firstNanos;
    save();
  }

  @Override
  public synchronized void snapshot(long number, SnapshotOutcome outcome) {
    nextNanos = firstNanos + (number + 1) * intervalNanos;
    if (outcome instanceof SnapshotOutcome.Complete complete) {
      snapshots++;
      failure = null;
      cpuMillis += complete.facts().cost().cpuMillis().orElse(0);
      residentKib = complete.facts().cost().residentBytes().orElse(0) / 1024;
      last =
          new Snapshot(
              complete.stored().name(),
              time(complete.facts().startedAt()),
              complete.facts().tally().rows(),
              complete.stored().bytes(),
              TimeUnit.NANOSECONDS.toMillis(complete.facts().cost().scanNanos()));
    } else if (outcome instanceof SnapshotOutcome.Failed failed) {
      missed++;
      failure = failed.cause().getMessage();
    }
    save();
  }

  @Override
  public synchronized void skipped(MissedSnapshots skipped) {
    missed += skipped.count();
    nextNanos = firstNanos + (skipped.last() + 1) * intervalNanos;
    save();
  }

  @Override
  public synchronized void uploaded(String name, long bytes) {
    lastObject = name;
    lastUploadAt = time(Instant.now());
    save();
  }

  @Override
  public synchronized void unreachable(ObjectStoreException cause) {
    upload("unreachable", cause);
  }

  @Override
  public synchronized void rejected(ObjectStoreException cause) {
    upload("rejected", cause);
  }

  @Override
  public synchronized void recovered() {
    upload("healthy", null);
  }

  @Override
  public synchronized void queueUnreadable(StoreException cause) {
    upload("rejected", cause);
  }

  private void upload(String state, @Nullable Exception problem) {
    uploadState = state;
    uploadSinceNanos = System.nanoTime();
    uploadProblem = problem == null ? null : problem.getMessage();
    save();
  }

  private void save() {
    Upload upload =
        store.isEmpty()
            ? null
            : new Upload(
                store, uploadState, uploadProblem, uploadSinceNanos, lastObject, lastUploadAt);
    try {
      StatusFile.write(
          directory,
          new Status(
              ProcessHandle.current().pid(),
              time(startedAt),
              trace,
              TimeUnit.NANOSECONDS.toMillis(intervalNanos),
              nextNanos,
              snapshots,
              missed,
              failure,
              last,
              upload,
              cpuMillis,
              residentKib));
    } catch (IOException e) {
      log.debug("status not written: {}", FileProblem.describe(e));
    }
  }

  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
