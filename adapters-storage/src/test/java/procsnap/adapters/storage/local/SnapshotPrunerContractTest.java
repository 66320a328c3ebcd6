package procsnap.adapters.storage.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import procsnap.adapters.storage.local.SnapshotPruner.KeptSnapshot;
import procsnap.core.port.QueuedObject;
import procsnap.core.port.RetainedSnapshots;
import procsnap.core.port.RetainedSnapshotsContract;
import procsnap.core.port.SnapshotStore;
import procsnap.core.port.UploadQueue.Publication;

/** The tree keeps the promises of a keeper of snapshots. */
final class SnapshotPrunerContractTest extends RetainedSnapshotsContract<KeptSnapshot> {

  private static final String PREFIX = "linux_trace_v3_test";

  @TempDir private Path directory;

  private LocalTree tree;
  private SnapshotStore store;

  @BeforeEach
  void holdTheDirectory() throws Exception {
    tree = new LocalTree(directory);
    store = tree.opened();
  }

  @AfterEach
  void releaseTheDirectory() {
    tree.close();
  }

  @Override
  protected RetainedSnapshots<KeptSnapshot> snapshots() {
    return new SnapshotPruner(tree.directory(), PREFIX);
  }

  @Override
  protected void publish(int number) throws Exception {
    SixSnapshots.take(store, number);
    Files.setLastModifiedTime(
        tree.process().resolve(SixSnapshots.name(number, ".json")),
        FileTime.from(publishedAt(number)));
  }

  @Override
  protected Instant publishedAt(int number) {
    return LocalTree.START.plusSeconds(300L * number);
  }

  @Override
  protected void confirmOldest() throws Exception {
    LocalUploadQueue queue = new LocalUploadQueue(tree.directory(), PREFIX, true, "file:///store");
    Publication oldest =
        queue.oldest(9, name -> false).stream()
            .filter(each -> each.name().contains("/process/"))
            .findFirst()
            .orElseThrow();
    for (QueuedObject object : oldest.objects()) {
      object.confirm();
    }
  }
}
