package procsnap.core.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;
import procsnap.core.port.RowCursor;
import procsnap.core.port.TraceReader;
import procsnap.core.process.OsString;
import procsnap.core.trace.SnapshotRow;
import procsnap.core.trace.TraceEnd;

/**
 * Trace reader whose files hold only the number of a document in memory. An altered file is
 * damaged.
 */
public final class FakeTraceReader implements TraceReader {

  private record Snapshot(TraceManifest trace, Instant startedAt, List<SnapshotRow> rows) {}

  private final Map<String, Object> documents = new ConcurrentHashMap<>();

  /** Bytes of a file for this document. */
  public byte[] write(Object document) {
    String key = "document " + documents.size() + "\n";
    documents.put(key, document);
    return key.getBytes(UTF_8);
  }

  /** Bytes of a snapshot's file. */
  public byte[] write(TraceManifest trace, Instant startedAt, List<SnapshotRow> rows) {
    return write(new Snapshot(trace, startedAt, List.copyOf(rows)));
  }

  /** Size and hashes of a file. */
  public static FileSums sums(byte[] file) {
    CRC32C crc32c = new CRC32C();
    crc32c.update(file);
    try {
      return new FileSums(
          file.length,
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file)),
          HexFormat.of().toHexDigits((int) crc32c.getValue()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public TraceManifest trace(InputStream in) throws IOException, DamagedException {
    return document(in.readAllBytes(), TraceManifest.class);
  }

  @Override
  public SnapshotManifest snapshot(InputStream in) throws IOException, DamagedException {
    return document(in.readAllBytes(), SnapshotManifest.class);
  }

  @Override
  public TraceEnd end(InputStream in) throws IOException, DamagedException {
    return document(in.readAllBytes(), TraceEnd.class);
  }

  @Override
  public ExpiryRecord expiry(InputStream in) throws IOException, DamagedException {
    return document(in.readAllBytes(), ExpiryRecord.class);
  }

  private <T> T document(byte[] file, Class<T> type) throws DamagedException {
    Object document = documents.get(new String(file, UTF_8));
    if (!type.isInstance(document)) {
      throw new DamagedException("it is not a " + type.getSimpleName());
    }
    return type.cast(document);
  }

  @Override
  public RowCursor rows(InputStream in, String file, Optional<TraceManifest> trace)
      throws IOException, DamagedException {
    byte[] bytes = in.readAllBytes();
    Snapshot snapshot = document(bytes, Snapshot.class);
    if (trace.isPresent() && !trace.get().columns().equals(snapshot.trace().columns())) {
      throw new DamagedException("its columns are not those of the trace");
    }
    return new Rows(snapshot, sums(bytes));
  }

  private static final class Rows implements RowCursor {

    private final Snapshot snapshot;
    private final Iterator<SnapshotRow> rows;
    private final FileSums sums;
    private final Set<Integer> pids = new HashSet<>();
    private boolean ended;

    Rows(Snapshot snapshot, FileSums sums) {
      this.snapshot = snapshot;
      this.rows = snapshot.rows().iterator();
      this.sums = sums;
    }

    @Override
    public Optional<RecordedRow> next() throws DamagedException {
      if (!rows.hasNext()) {
        ended = true;
        return Optional.empty();
      }
      SnapshotRow row = rows.next();
      if (!pids.add(row.pid())) {
        throw new DamagedException("pid " + row.pid() + " occurs twice");
      }
      return Optional.of(recorded(row));
    }

    @Override
    public FileSums sums() {
      if (!ended) {
        throw new IllegalStateException("not all rows have been read");
      }
      return sums;
    }

    private RecordedRow recorded(SnapshotRow row) {
      ZoneId zone = snapshot.trace().zone();
      return new RecordedRow(
          LocalDateTime.ofInstant(snapshot.startedAt(), zone).truncatedTo(ChronoUnit.SECONDS),
          row.pid(),
          row.name().toString(),
          row.commandLine().map(OsString::toString).orElse(""),
          kib(row.virtualBytes()),
          kib(row.residentBytes()),
          LocalDateTime.ofInstant(row.createdAt(), zone),
          row.cpu().fiveSeconds(),
          row.cpu().twoMinutes(),
          row.cpu().oneHour(),
          row.status(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          Optional.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          Optional.empty());
    }

    private static OptionalDouble kib(OptionalLong bytes) {
      return bytes.isPresent()
          ? OptionalDouble.of(bytes.getAsLong() / 1024.0)
          : OptionalDouble.empty();
    }
  }
}
