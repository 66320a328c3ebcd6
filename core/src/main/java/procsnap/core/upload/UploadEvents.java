package procsnap.core.upload;

import java.util.List;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.StoreException;

/**
 * Listener to an upload; called on the upload's own thread. A change of state is reported once, not
 * at every attempt. Each listener overrides what it needs.
 */
public interface UploadEvents {

  /** The store has confirmed an object of that size. */
  default void uploaded(String name, long bytes) {}

  /** The store cannot be reached, or has trouble that may pass: attempts become less frequent. */
  default void unreachable(ObjectStoreException cause) {}

  /** The store rejects every upload until somebody fixes the cause. */
  default void rejected(ObjectStoreException cause) {}

  /** The store accepts uploads again. */
  default void recovered() {}

  /** The store rejects one publication: it stays in the queue and this run does not retry it. */
  default void quarantined(String name, ObjectStoreException cause) {}

  /** One publication cannot be read, or is damaged: it stays in the queue and is not sent. */
  default void unreadable(String name, StoreException cause) {}

  /** The queue itself cannot be listed: nothing is sent. */
  default void queueUnreadable(StoreException cause) {}

  /** The queue can be listed again. */
  default void queueRecovered() {}

  /** Calls all listeners, in order. */
  static UploadEvents all(List<? extends UploadEvents> listeners) {
    return new UploadEvents() {
      @Override
      public void uploaded(String name, long bytes) {
        listeners.forEach(each -> each.uploaded(name, bytes));
      }

      @Override
      public void unreachable(ObjectStoreException cause) {
        listeners.forEach(each -> each.unreachable(cause));
      }

      @Override
      public void rejected(ObjectStoreException cause) {
        listeners.forEach(each -> each.rejected(cause));
      }

      @Override
      public void recovered() {
        listeners.forEach(each -> each.recovered());
      }

      @Override
      public void quarantined(String name, ObjectStoreException cause) {
        listeners.forEach(each -> each.quarantined(name, cause));
      }

      @Override
      public void unreadable(String name, StoreException cause) {
        listeners.forEach(each -> each.unreadable(name, cause));
      }

      @Override
      public void queueUnreadable(StoreException cause) {
        listeners.forEach(each -> each.queueUnreadable(cause));
      }

      @Override
      public void queueRecovered() {
        listeners.forEach(each -> each.queueRecovered());
      }
    };
  }
}
