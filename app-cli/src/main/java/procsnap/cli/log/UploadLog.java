package procsnap.cli.log;

import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.StoreException;
import procsnap.core.port.UploadQueue;
import procsnap.core.upload.UploadEvents;

/** Logs an upload: a line when something changes, not one for each attempt. */
public final class UploadLog implements UploadEvents {

  private final Log log;
  private final UploadQueue queue;

  /**
   * @param queue the pending uploads, to be counted
   */
  public UploadLog(Log log, UploadQueue queue) {
    this.log = log;
    this.queue = queue;
  }

  @Override
  public void uploaded(String name, long bytes) {
    log.debug(LogMessages.UPLOADED, Printable.of(name), Plural.of(bytes, "byte"));
  }

  @Override
  public void unreachable(ObjectStoreException cause) {
    log.warn(LogMessages.UNREACHABLE, pending(), text(cause));
  }

  @Override
  public void rejected(ObjectStoreException cause) {
    log.error(LogMessages.REJECTED, pending(), text(cause));
  }

  @Override
  public void recovered() {
    log.info(LogMessages.STORE_RECOVERED, pending());
  }

  @Override
  public void quarantined(String name, ObjectStoreException cause) {
    log.error(LogMessages.QUARANTINED, Printable.of(name), text(cause));
  }

  @Override
  public void unreadable(String name, StoreException cause) {
    log.error(LogMessages.QUARANTINED, Printable.of(name), text(cause));
  }

  @Override
  public void queueUnreadable(StoreException cause) {
    log.error(LogMessages.QUEUE_UNREADABLE, text(cause));
  }

  @Override
  public void queueRecovered() {
    log.info(LogMessages.QUEUE_RECOVERED, pending());
  }

  private String pending() {
    try {
      return LogMessages.pending(queue.count());
    } catch (StoreException e) {
      return LogMessages.UNKNOWN_PENDING;
    }
  }

  private static String text(Exception cause) {
    return Printable.of(String.valueOf(cause.getMessage()));
  }
}
