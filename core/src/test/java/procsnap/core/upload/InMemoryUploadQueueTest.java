package procsnap.core.upload;

import procsnap.core.port.UploadQueue;
import procsnap.core.port.UploadQueueContract;

/** The queue of the tests keeps the promises of a real one. */
final class InMemoryUploadQueueTest extends UploadQueueContract {

  private final InMemoryUploadQueue queue = new InMemoryUploadQueue();

  @Override
  protected UploadQueue queue() {
    return queue;
  }

  @Override
  protected void publish(int number) {
    queue.publishSnapshot("snapshot" + number);
  }

  @Override
  protected void damage(int number) {
    queue.damage("snapshot" + number + ".csv");
  }
}
