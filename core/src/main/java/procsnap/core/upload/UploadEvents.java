package procsnap.core.upload;

import java.util.List;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.StoreException;

/**
 * Who is told how the upload goes, on its own thread. A store that is lost is told once, not at
 * every try. Each listens to what it needs.
 */
public interface UploadEvents {

  /** An object is in the store, and its size in bytes. */
  default void uploaded(String name, long bytes) {}

  /** The store cannot be reached, or is not well; it is tried again, later and later. */
  default void unreachable(ObjectStoreException cause) {}

  /** The store takes nothing from us until people mend something. */
  default void rejected(ObjectStoreException cause) {}

  /** The store takes what is sent again. */
  default void recovered() {}

  /** One publication is kept here and not sent again by this program: the store has its reasons. */
  default void quarantined(String name, ObjectStoreException cause) {}

  /** One publication cannot be read, or is damaged: it is kept here and not sent. */
  default void unreadable(String name, StoreException cause) {}

  /** The queue itself cannot be looked through. */
  default void queueUnreadable(StoreException cause) {}

  /** Tells one after the other. */
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
    };
  }
}
