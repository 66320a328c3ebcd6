package procsnap.core.port;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import procsnap.core.port.InMemoryRetainedSnapshots.Kept;

/** Snapshots kept in memory. */
public final class InMemoryRetainedSnapshots implements RetainedSnapshots<Kept> {

  /** A snapshot that is kept. */
  public record Kept(Instant publishedAt, long bytes, boolean sent) implements Snapshot {}

  private final List<Kept> kept = new ArrayList<>();
  private String failure = "";
  private int listings;

  /** Adds a snapshot that no store has confirmed. */
  public void publish(Instant at, long bytes) {
    kept.add(new Kept(at, bytes, false));
  }

  /** Marks the snapshot of that time as confirmed by a store. */
  public void confirm(Instant at) {
    kept.replaceAll(
        each -> each.publishedAt().equals(at) ? new Kept(at, each.bytes(), true) : each);
  }

  /** Lets every deletion fail with that message; none fails after an empty one. */
  public void failWith(String message) {
    failure = message;
  }

  /** Snapshots that are still there. */
  public List<Kept> kept() {
    return List.copyOf(kept);
  }

  /** Number of calls of {@link #list}. */
  public int listings() {
    return listings;
  }

  @Override
  public Listing<Kept> list(int limit, boolean unsentToo) {
    listings++;
    List<Kept> oldest =
        kept.stream()
            .filter(each -> each.sent() || unsentToo)
            .sorted(Comparator.comparing(Kept::publishedAt))
            .limit(limit)
            .toList();
    return new Listing<>(kept.stream().mapToLong(Kept::bytes).sum(), oldest);
  }

  @Override
  public void expire(List<Kept> snapshots) throws StoreException {
    if (!failure.isEmpty()) {
      throw new StoreException(failure, new IllegalStateException());
    }
    kept.removeAll(snapshots);
  }
}
