package procsnap.cli.log;

import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.StoreException;
import procsnap.core.port.UploadQueue;
import procsnap.core.upload.UploadEvents;

/** Tells in the log how an upload goes: a line when something changes, not one a try. */
public final class UploadLog implements UploadEvents {

  private final Log log;
  private final UploadQueue queue;

  /**
   * @param queue asked for how many wait
   */
  public UploadLog(Log log, UploadQueue queue) {
    this.log = log;
    this.queue = queue;
  }

  @Override
  public void uploaded(String name, long bytes) {
    log.debug("uploaded {}: {} bytes", Printable.of(name), bytes);
  }

  @Override
  public void unreachable(ObjectStoreException cause) {
    log.warn(
        "store lost, {}: {}; it is tried again for as long as it takes", waiting(), text(cause));
  }

  @Override
  public void rejected(ObjectStoreException cause) {
    log.error("store takes nothing, {}: {}", waiting(), text(cause));
  }

  @Override
  public void recovered() {
    log.info("store back, {}", waiting());
  }

  @Override
  public void quarantined(String name, ObjectStoreException cause) {
    log.error("{} is kept here and not uploaded: {}", Printable.of(name), text(cause));
  }

  @Override
  public void unreadable(String name, StoreException cause) {
    log.error("{} is kept here and not uploaded: {}", Printable.of(name), text(cause));
  }

  @Override
  public void queueUnreadable(StoreException cause) {
    log.error("nothing is uploaded: {}", text(cause));
  }

  private String waiting() {
    try {
      return queue.count() + " waiting";
    } catch (StoreException e) {
      return "nobody knows how many waiting";
    }
  }

  private static String text(Exception cause) {
    return Printable.of(String.valueOf(cause.getMessage()));
  }
}
