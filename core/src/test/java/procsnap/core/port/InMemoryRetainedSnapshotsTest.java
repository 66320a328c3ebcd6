package procsnap.core.port;

import java.time.Instant;

/** The fake keeps the promises of a real keeper. */
final class InMemoryRetainedSnapshotsTest
    extends RetainedSnapshotsContract<InMemoryRetainedSnapshots.Kept> {

  private final InMemoryRetainedSnapshots snapshots = new InMemoryRetainedSnapshots();
  private int confirmed;

  @Override
  protected RetainedSnapshots<InMemoryRetainedSnapshots.Kept> snapshots() {
    return snapshots;
  }

  @Override
  protected void publish(int number) {
    snapshots.publish(publishedAt(number), 1000);
  }

  @Override
  protected Instant publishedAt(int number) {
    return Instant.EPOCH.plusSeconds(300L * number);
  }

  @Override
  protected void confirmOldest() {
    snapshots.confirm(publishedAt(confirmed++));
  }
}
