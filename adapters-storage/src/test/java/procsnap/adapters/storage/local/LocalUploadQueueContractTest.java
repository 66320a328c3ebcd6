package procsnap.adapters.storage.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import procsnap.core.port.QueuedObject;
import procsnap.core.port.SnapshotStore;
import procsnap.core.port.StoreException;
import procsnap.core.port.UploadQueue;
import procsnap.core.port.UploadQueueContract;

/** Contract of upload queues for the local queue. */
final class LocalUploadQueueContractTest extends UploadQueueContract {

  @TempDir private Path directory;
  private LocalTree tree;
  private SnapshotStore store;

  @BeforeEach
  void beginTraceWhoseManifestIsUploaded() throws IOException, StoreException {
    tree = new LocalTree(directory);
    store = tree.opened();
    for (QueuedObject object : queue().oldest(1, name -> false).get(0).objects()) {
      object.confirm();
    }
  }

  @AfterEach
  void release() {
    tree.close();
  }

  @Override
  protected UploadQueue queue() throws StoreException {
    return new LocalUploadQueue(tree.directory(), "linux_trace_v3_test", false, "file:///store");
  }

  @Override
  protected void publish(int number) throws StoreException {
    LocalTree.publish(store, startOf(number));
  }

  @Override
  protected void damage(int number) throws IOException {
    Path csv = tree.process().resolve("process_20261122_1015" + (number < 10 ? "0" : "") + number);
    Path file = csv.resolveSibling(csv.getFileName() + "_123.csv");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }

  private static Instant startOf(int number) {
    return LocalTree.START.plusSeconds(number);
  }
}
