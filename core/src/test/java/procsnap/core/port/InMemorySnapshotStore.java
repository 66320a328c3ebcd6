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

/** A snapshot store that keeps everything in memory, shows it, and fails where it is told to. */
public final class InMemorySnapshotStore implements SnapshotStore {

  /** What a published snapshot holds. */
  public record Published(
      StoredSnapshot stored, Instant startedAt, List<SnapshotRow> rows, SnapshotFacts facts) {

    /** The bytes that {@code stored} tells the size and the hashes of. */
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

  /** From now on no trace can be opened. */
  public void failAtOpen() {
    fault = Fault.OPEN;
  }

  /** From now on no draft can be begun. */
  public void failAtDraft() {
    fault = Fault.DRAFT;
  }

  /** From now on the n-th row of every draft, counted from 1, cannot be kept. */
  public void failAtAdd(int n) {
    fault = Fault.ADD;
    failingAdd = n;
  }

  /** From now on nothing can be published. */
  public void failAtPublish() {
    fault = Fault.PUBLISH;
  }

  /** From now on no trace can be closed. */
  public void failAtClose() {
    fault = Fault.CLOSE;
  }

  /** From now on all goes well again. */
  public void recover() {
    fault = Fault.NONE;
  }

  /** What has been published, oldest first. */
  public List<Published> published() {
    return List.copyOf(published);
  }

  public Optional<TraceDescription> description() {
    return description;
  }

  public Optional<TraceEnd> end() {
    return end;
  }

  /** Drafts that nobody has closed yet. */
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
      throw new StoreException("told to fail", new IOException("no space left in the test"));
    }
  }

  private static void require(boolean rule, String words) {
    if (!rule) {
      throw new IllegalStateException(words);
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
      require(usable, "a draft of no more use takes no rows");
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
