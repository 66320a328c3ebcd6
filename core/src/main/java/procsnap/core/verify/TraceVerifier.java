package procsnap.core.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import procsnap.core.archive.DamagedException;
import procsnap.core.archive.ExpiryRecord;
import procsnap.core.archive.FileSums;
import procsnap.core.archive.SnapshotManifest;
import procsnap.core.archive.SnapshotNumbers;
import procsnap.core.archive.TraceManifest;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.RowCursor;
import procsnap.core.port.TraceReader;
import procsnap.core.trace.MissedSnapshots;
import procsnap.core.trace.NumberRange;
import procsnap.core.trace.TraceEnd;
import procsnap.core.trace.TraceFile;
import procsnap.core.trace.TraceNames;

/**
 * Verifies one trace, given its files in the order of their names: end and manifest of the trace
 * first, then the CSV of each snapshot before its manifest. A file is read in another thread and
 * checked after those before it. Memory grows with the gaps between snapshots, not with their
 * number.
 */
final class TraceVerifier {

  /** Check of a file that is being read. */
  @FunctionalInterface
  interface Check {
    void run() throws ObjectStoreException;
  }

  /**
   * Actual content of a CSV.
   *
   * @param count rows without the header
   * @param sums size and hashes of the file as stored
   */
  private record Rows(long count, FileSums sums) {

    static Rows of(RowCursor rows) throws IOException, DamagedException {
      long count = 0;
      while (rows.next().isPresent()) {
        count++;
      }
      return new Rows(count, rows.sums());
    }
  }

  /** CSV whose manifest has not been checked yet. */
  private record Csv(TraceFile file, ReadAhead.Content<Rows> rows) {}

  private final String trace;
  private final ReadAhead files;
  private final TraceReader reader;
  private final VerifyEvents events;

  private final SnapshotNumbers complete = new SnapshotNumbers();
  private final SnapshotNumbers accounted = new SnapshotNumbers();
  private final List<Csv> unpublished = new ArrayList<>();
  private Optional<ReadAhead.Content<TraceManifest>> manifest = Optional.empty();
  private Optional<TraceEnd> end = Optional.empty();
  private ExpiryRecord expired = ExpiryRecord.NOTHING;
  private boolean hasEnd;
  private long snapshots;
  private long rowCount;
  private long bytes;
  private long missed;
  private long missing;
  private long damaged;
  private long orphaned;

  /**
   * @param trace path of its directory, without a slash at the end
   */
  TraceVerifier(String trace, ReadAhead files, TraceReader reader, VerifyEvents events) {
    this.trace = trace;
    this.files = files;
    this.reader = reader;
    this.events = events;
  }

  /**
   * Starts to read the next file.
   *
   * @return its check, to be run after those of the files before it
   */
  Check start(TraceFile file) {
    String path = file.path();
    return switch (file.kind()) {
      case TRACE_END -> {
        var content = files.start(path, reader::end);
        yield () -> {
          hasEnd = true;
          end = read(path, content);
        };
      }
      case TRACE_EXPIRED -> {
        var content = files.start(path, reader::expiry);
        yield () -> {
          expired = read(path, content).orElse(ExpiryRecord.NOTHING);
          expired.numbers().forEach(accounted::add);
        };
      }
      case TRACE_MANIFEST -> {
        var content = files.start(path, reader::trace);
        manifest = Optional.of(content);
        yield () -> read(path, content);
      }
      case SNAPSHOT -> {
        var described = manifest;
        var rows = files.start(path, in -> Rows.of(reader.rows(in, path, valueOf(described))));
        yield () -> {
          orphanUnlessOf(TraceNames.manifestOf(path));
          unpublished.add(new Csv(file, rows));
        };
      }
      case SNAPSHOT_MANIFEST -> {
        var content = files.start(path, reader::snapshot);
        yield () -> addSnapshot(file, content);
      }
      case PART, QUARANTINED -> () -> orphan(file);
      case OTHER -> () -> {};
    };
  }

  /** Value of a document; a damaged one has none, which its own check reports. */
  private static <T> Optional<T> valueOf(Optional<ReadAhead.Content<T>> document) {
    try {
      return document.isPresent() ? Optional.of(document.get().get()) : Optional.empty();
    } catch (DamagedException | IOException | ObjectStoreException e) {
      return Optional.empty();
    }
  }

  private void addSnapshot(TraceFile file, ReadAhead.Content<SnapshotManifest> content)
      throws ObjectStoreException {
    orphanUnlessOf(file.path());
    Optional<SnapshotManifest> read = read(file.path(), content);
    if (read.isEmpty()) {
      unpublished.clear();
      return;
    }
    SnapshotManifest snapshot = read.get();
    String path = file.sibling(snapshot.file());
    if (!TraceNames.manifestOf(path).equals(file.path())) {
      damage(file.path(), "it is the manifest of " + snapshot.file());
      return;
    }
    boolean wasDeleted = expired.contains(snapshot.number());
    if (!wasDeleted) {
      account(snapshot.missedBefore());
    }
    Optional<Csv> csv =
        unpublished.stream().filter(found -> found.file().path().equals(path)).findFirst();
    csv.ifPresent(unpublished::remove);
    if (csv.isEmpty() && wasDeleted) {
      orphan(file);
    } else if (csv.isEmpty()) {
      accounted.add(NumberRange.of(snapshot.number()));
      miss(file.pathInTrace(path), 1);
    } else if (complete.contains(snapshot.number())) {
      damage(file.path(), "there is another snapshot " + snapshot.number());
    } else {
      addRows(path, csv.get().rows(), snapshot);
    }
  }

  private void addRows(String csv, ReadAhead.Content<Rows> rows, SnapshotManifest snapshot)
      throws ObjectStoreException {
    NumberRange number = NumberRange.of(snapshot.number());
    accounted.add(number);
    Optional<Rows> found = read(csv, rows);
    if (found.isEmpty()) {
      return;
    }
    Optional<String> difference = difference(snapshot, found.get());
    if (difference.isPresent()) {
      damage(csv, difference.get());
      return;
    }
    complete.add(number);
    snapshots++;
    rowCount += snapshot.rows();
    bytes += snapshot.sums().bytes();
    events.complete(csv);
  }

  private static Optional<String> difference(SnapshotManifest expected, Rows found) {
    if (expected.sums().bytes() != found.sums().bytes()) {
      return differs(found.sums().bytes() + " bytes", expected.sums().bytes());
    }
    if (!expected.sums().sha256().equals(found.sums().sha256())) {
      return differs("SHA-256 " + found.sums().sha256(), expected.sums().sha256());
    }
    if (!expected.sums().crc32c().equals(found.sums().crc32c())) {
      return differs("CRC-32C " + found.sums().crc32c(), expected.sums().crc32c());
    }
    return expected.rows() == found.count()
        ? Optional.empty()
        : differs(found.count() + " rows", expected.rows());
  }

  private static Optional<String> differs(String found, Object expected) {
    return Optional.of("it has " + found + ", its manifest says " + expected);
  }

  private void account(List<NumberRange> runs) {
    for (NumberRange run : runs) {
      accounted.add(run);
      missed += run.count();
    }
  }

  /** Reports on the trace, after its last file. */
  TraceReport finish() {
    orphanUnpublished();
    if (manifest.isEmpty()) {
      miss(TraceNames.TRACE_MANIFEST, 1);
    }
    end.ifPresent(
        known -> account(known.missedSinceLast().stream().map(MissedSnapshots::numbers).toList()));
    missGaps();
    TraceReport report =
        new TraceReport(
            trace,
            snapshots,
            rowCount,
            bytes,
            missed,
            expired.snapshots(),
            missing,
            damaged,
            orphaned,
            hasEnd);
    events.verified(report);
    return report;
  }

  /**
   * Reports numbers that no manifest accounts for, and snapshots that the trace's end counts beyond
   * the last one found.
   */
  private void missGaps() {
    long inGaps = 0;
    for (NumberRange gap : accounted.gaps()) {
      miss((gap.count() == 1 ? "snapshot " : "snapshots ") + gap, gap.count());
      inGaps += gap.count();
    }
    long published = accounted.count() - expired.count() + expired.snapshots() - missed + inGaps;
    if (end.isPresent() && end.get().snapshots() > published) {
      long last = end.get().snapshots() - published;
      miss(last == 1 ? "the last snapshot" : "the last " + last + " snapshots", last);
    }
  }

  private <T> Optional<T> read(String file, ReadAhead.Content<T> content)
      throws ObjectStoreException {
    try {
      return Optional.of(content.get());
    } catch (DamagedException e) {
      damage(file, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      damage(file, "it cannot be read: " + e.getMessage());
    } catch (ObjectStoreException e) {
      if (e.kind() != ObjectStoreException.Kind.MISSING) {
        throw e;
      }
      damage(file, "it is gone");
    }
    return Optional.empty();
  }

  private void orphanUnlessOf(String manifestPath) {
    if (!unpublished.isEmpty()
        && !TraceNames.manifestOf(unpublished.get(0).file().path()).equals(manifestPath)) {
      orphanUnpublished();
    }
  }

  private void orphanUnpublished() {
    unpublished.forEach(csv -> orphan(csv.file()));
    unpublished.clear();
  }

  private void orphan(TraceFile file) {
    orphaned++;
    events.orphaned(file.path());
  }

  private void damage(String file, String why) {
    damaged++;
    events.damaged(file, why);
  }

  private void miss(String what, long count) {
    missing += count;
    events.missing(trace, what);
  }
}
