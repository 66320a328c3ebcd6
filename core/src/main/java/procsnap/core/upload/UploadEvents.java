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
  default void sent(String name, long bytes) {}

  /** The store cannot be reached, or is not well; it is tried again, later and later. */
  default void lost(ObjectStoreException cause) {}

  /** The store takes nothing from us until people mend something. */
  default void refused(ObjectStoreException cause) {}

  /** The store takes what is sent again. */
  default void back() {}

  /** One publication is kept here and not sent again by this program: the store has its reasons. */
  default void setAside(String name, ObjectStoreException cause) {}

  /** One publication cannot be read, or is damaged: it is kept here and not sent. */
  default void unreadable(String name, StoreException cause) {}

  /** The queue itself cannot be looked through. */
  default void queueLost(StoreException cause) {}

  /** Tells one after the other. */
  static UploadEvents all(List<? extends UploadEvents> listeners) {
    return new UploadEvents() {
      @Override
      public void sent(String name, long bytes) {
        listeners.forEach(each -> each.sent(name, bytes));
      }

      @Override
      public void lost(ObjectStoreException cause) {
        listeners.forEach(each -> each.lost(cause));
      }

      @Override
      public void refused(ObjectStoreException cause) {
        listeners.forEach(each -> each.refused(cause));
      }

      @Override
      public void back() {
        listeners.forEach(each -> each.back());
      }

      @Override
      public void setAside(String name, ObjectStoreException cause) {
        listeners.forEach(each -> each.setAside(name, cause));
      }

      @Override
      public void unreadable(String name, StoreException cause) {
        listeners.forEach(each -> each.unreadable(name, cause));
      }

      @Override
      public void queueLost(StoreException cause) {
        listeners.forEach(each -> each.queueLost(cause));
      }
    };
  }
}
