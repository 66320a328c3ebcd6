package procsnap.core.port;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import procsnap.core.trace.SnapshotFacts;
import procsnap.core.trace.SnapshotRow;
import procsnap.core.trace.StoredSnapshot;
import procsnap.core.trace.TraceDescription;
import procsnap.core.trace.TraceEnd;

/** Snapshot store in memory that exposes its content and fails on request. */
public final class InMemorySnapshotStore implements SnapshotStore {

  /** Published snapshot. */
  public record Published(
      StoredSnapshot stored, Instant startedAt, List<SnapshotRow> rows, SnapshotFacts facts) {

    /** Bytes of the snapshot, whose size is in {@code stored}. */
    public byte[] bytes() {
      return rows.toString().getBytes(StandardCharsets.UTF_8);
    }
  }

  private enum Fault {
    NONE,
    OPEN,
    DRAFT,
    ADD,
    PUBLISH,
    CLOSE
  }

  private final List<Published> published = new ArrayList<>();
  private Optional<TraceDescription> description = Optional.empty();
  private Optional<TraceEnd> end = Optional.empty();
  private Fault fault = Fault.NONE;
  private int failingAdd;
  private int openDrafts;

  /** Makes opening a trace fail. */
  public void failAtOpen() {
    fault = Fault.OPEN;
  }

  /** Makes creating a draft fail. */
  public void failAtDraft() {
    fault = Fault.DRAFT;
  }

  /** Makes adding the n-th row of every draft fail, counted from 1. */
  public void failAtAdd(int n) {
    fault = Fault.ADD;
    failingAdd = n;
  }

  /** Makes publishing fail. */
  public void failAtPublish() {
    fault = Fault.PUBLISH;
  }

  /** Makes closing a trace fail. */
  public void failAtClose() {
    fault = Fault.CLOSE;
  }

  /** Ends all failures. */
  public void recover() {
    fault = Fault.NONE;
  }

  /** Published snapshots, oldest first. */
  public List<Published> published() {
    return List.copyOf(published);
  }

  public Optional<TraceDescription> description() {
    return description;
  }

  public Optional<TraceEnd> end() {
    return end;
  }

  /** Number of drafts that are not closed. */
  public int openDrafts() {
    return openDrafts;
  }

  @Override
  public String openTrace(TraceDescription trace) throws StoreException {
    require(description.isEmpty(), "a trace is opened once");
    failIf(fault == Fault.OPEN);
    description = Optional.of(trace);
    return "memory";
  }

  @Override
  public Draft draft(Instant startedAt) throws StoreException {
    require(description.isPresent() && end.isEmpty(), "a draft needs an open trace");
    failIf(fault == Fault.DRAFT);
    return new InMemoryDraft(startedAt);
  }

  @Override
  public void closeTrace(TraceEnd traceEnd) throws StoreException {
    require(description.isPresent() && end.isEmpty(), "a trace is closed once");
    failIf(fault == Fault.CLOSE);
    end = Optional.of(traceEnd);
  }

  private static void failIf(boolean failing) throws StoreException {
    if (failing) {
      throw new StoreException("simulated failure", new IOException("no space left in the test"));
    }
  }

  private static void require(boolean rule, String message) {
    if (!rule) {
      throw new IllegalStateException(message);
    }
  }

  private final class InMemoryDraft implements Draft {

    private final Instant startedAt;
    private final List<SnapshotRow> rows = new ArrayList<>();
    private boolean usable = true;
    private boolean closed;

    InMemoryDraft(Instant startedAt) {
      this.startedAt = startedAt;
      openDrafts++;
    }

    @Override
    public void add(SnapshotRow row) throws StoreException {
      require(usable, "a failed, published or closed draft takes no rows");
      usable = fault != Fault.ADD || rows.size() + 1 != failingAdd;
      failIf(!usable);
      rows.add(row);
    }

    @Override
    public StoredSnapshot publish(SnapshotFacts facts) throws StoreException {
      require(usable, "a draft is published at most once");
      usable = false;
      failIf(fault == Fault.PUBLISH);
      byte[] bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
      StoredSnapshot stored =
          new StoredSnapshot("snapshot-" + (published.size() + 1), bytes.length);
      published.add(new Published(stored, startedAt, List.copyOf(rows), facts));
      return stored;
    }

    @Override
    public void close() {
      openDrafts -= closed ? 0 : 1;
      closed = true;
      usable = false;
    }
  }
}
