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
import procsnap.core.trace.TraceNames;

/**
 * Verifies one trace, shown its files in the order of their names: that is, end and manifest of the
 * trace first, then of each snapshot the CSV before its manifest. What it holds does not grow with
 * the snapshots but with the gaps between them.
 */
final class TraceVerifier {

  private final String trace;
  private final ObjectFiles files;
  private final TraceReader reader;
  private final VerifyEvents events;

  private final SnapshotNumbers complete = new SnapshotNumbers();
  private final SnapshotNumbers accounted = new SnapshotNumbers();
  private final List<String> unpublished = new ArrayList<>();
  private Optional<TraceManifest> recorded = Optional.empty();
  private Optional<TraceEnd> end = Optional.empty();
  private ExpiryRecord expired = ExpiryRecord.NOTHING;
  private boolean hasManifest;
  private boolean hasEnd;
  private long snapshots;
  private long rows;
  private long bytes;
  private long missed;
  private long missing;
  private long damaged;
  private long orphaned;

  /**
   * @param trace path of its directory, with a slash at its end unless it is empty
   */
  TraceVerifier(String trace, ObjectFiles files, TraceReader reader, VerifyEvents events) {
    this.trace = trace;
    this.files = files;
    this.reader = reader;
    this.events = events;
  }

  /**
   * What a CSV really holds.
   *
   * @param count rows without the header
   * @param sums of the file as it is stored
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

  boolean isOf(String directory) {
    return trace.equals(directory);
  }

  /** Looks at the next file, of which nobody knows yet whether it is the trace's. */
  void add(String file) throws ObjectStoreException {
    String name = file.substring(file.lastIndexOf('/') + 1);
    if (name.equals(TraceNames.TRACE_END)) {
      hasEnd = true;
      end = read(file, reader::end);
    } else if (name.equals(TraceNames.TRACE_EXPIRED)) {
      expired = read(file, reader::expiry).orElse(ExpiryRecord.NOTHING);
      expired.numbers().forEach(accounted::add);
    } else if (name.equals(TraceNames.TRACE_MANIFEST)) {
      hasManifest = true;
      recorded = read(file, reader::trace);
    } else if (TraceNames.isSnapshotFile(name)) {
      orphanUnlessOf(TraceNames.manifestOf(file));
      unpublished.add(file);
    } else if (TraceNames.isSnapshotManifest(name)) {
      addSnapshot(file);
    } else if (TraceNames.isPart(name) || TraceNames.isQuarantined(name)) {
      orphan(file);
    }
  }

  private void addSnapshot(String manifest) throws ObjectStoreException {
    orphanUnlessOf(manifest);
    Optional<SnapshotManifest> snapshot = read(manifest, reader::snapshot);
    if (snapshot.isEmpty()) {
      unpublished.clear();
      return;
    }
    SnapshotManifest facts = snapshot.get();
    String csv = manifest.substring(0, manifest.lastIndexOf('/') + 1) + facts.file();
    if (!TraceNames.manifestOf(csv).equals(manifest)) {
      damage(manifest, "it is the manifest of " + facts.file());
      return;
    }
    boolean wasToGo = expired.contains(facts.number());
    if (!wasToGo) {
      account(facts.missedBefore());
    }
    if (!unpublished.remove(csv)) {
      if (wasToGo) {
        orphan(manifest);
        return;
      }
      accounted.add(NumberRange.of(facts.number()));
      miss(csv.substring(trace.length()), 1);
    } else if (complete.contains(facts.number())) {
      damage(manifest, "there is another snapshot " + facts.number());
    } else {
      addRows(csv, facts);
    }
  }

  private void addRows(String csv, SnapshotManifest facts) throws ObjectStoreException {
    NumberRange number = NumberRange.of(facts.number());
    accounted.add(number);
    Optional<Rows> real = read(csv, in -> Rows.of(reader.rows(in, csv, recorded)));
    if (real.isEmpty()) {
      return;
    }
    Optional<String> difference = difference(facts, real.get());
    if (difference.isPresent()) {
      damage(csv, difference.get());
      return;
    }
    complete.add(number);
    snapshots++;
    rows += facts.rows();
    bytes += facts.sums().bytes();
    events.complete(csv);
  }

  private static Optional<String> difference(SnapshotManifest said, Rows real) {
    if (said.sums().bytes() != real.sums().bytes()) {
      return differs(real.sums().bytes() + " bytes", said.sums().bytes());
    }
    if (!said.sums().sha256().equals(real.sums().sha256())) {
      return differs("SHA-256 " + real.sums().sha256(), said.sums().sha256());
    }
    if (!said.sums().crc32c().equals(real.sums().crc32c())) {
      return differs("CRC-32C " + real.sums().crc32c(), said.sums().crc32c());
    }
    return said.rows() == real.count()
        ? Optional.empty()
        : differs(real.count() + " rows", said.rows());
  }

  private static Optional<String> differs(String real, Object said) {
    return Optional.of("it has " + real + ", its manifest says " + said);
  }

  private static List<NumberRange> numbers(List<MissedSnapshots> missed) {
    return missed.stream().map(MissedSnapshots::numbers).toList();
  }

  private void account(List<NumberRange> runs) {
    for (NumberRange run : runs) {
      accounted.add(run);
      missed += run.count();
    }
  }

  /** All its files were shown. */
  TraceReport finish() {
    orphanUnpublished();
    if (!hasManifest) {
      miss(TraceNames.TRACE_MANIFEST, 1);
    }
    end.ifPresent(known -> account(numbers(known.missedSinceLast())));
    long gone = 0;
    for (NumberRange gap : accounted.gaps()) {
      miss((gap.count() == 1 ? "snapshot " : "snapshots ") + gap, gap.count());
      gone += gap.count();
    }
    long published = accounted.count() - expired.count() + expired.snapshots() - missed + gone;
    if (end.isPresent() && end.get().snapshots() > published) {
      long last = end.get().snapshots() - published;
      miss(last == 1 ? "the last snapshot" : "the last " + last + " snapshots", last);
    }
    TraceReport report =
        new TraceReport(
            name(),
            snapshots,
            rows,
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

  private String name() {
    return trace.isEmpty() ? "" : trace.substring(0, trace.length() - 1);
  }

  private <T> Optional<T> read(String file, ObjectFiles.Reading<T> reading)
      throws ObjectStoreException {
    try {
      return Optional.of(files.read(file, reading));
    } catch (DamagedException e) {
      damage(file, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private void orphanUnlessOf(String manifest) {
    if (!unpublished.isEmpty() && !TraceNames.manifestOf(unpublished.get(0)).equals(manifest)) {
      orphanUnpublished();
    }
  }

  private void orphanUnpublished() {
    unpublished.forEach(this::orphan);
    unpublished.clear();
  }

  private void orphan(String file) {
    orphaned++;
    events.orphaned(file);
  }

  private void damage(String file, String why) {
    damaged++;
    events.damaged(file, why);
  }

  private void miss(String what, long count) {
    missing += count;
    events.missing(name(), what);
  }
}
