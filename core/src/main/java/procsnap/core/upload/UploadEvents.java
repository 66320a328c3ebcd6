package procsnap.core.upload;

import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.StoreException;

/**
 * Who is told how the upload goes, on its own thread. A store that is lost is told once, not at
 * every try.
 */
public interface UploadEvents {

  /** An object is in the store, and its size in bytes. */
  void sent(String name, long bytes);

  /** The store cannot be reached, or is not well; it is tried again, later and later. */
  void lost(ObjectStoreException cause);

  /** The store takes nothing from us until people mend something. */
  void refused(ObjectStoreException cause);

  /** The store takes what is sent again. */
  void back();

  /** One publication is kept here and not sent again by this program: the store has its reasons. */
  void setAside(String name, ObjectStoreException cause);

  /** One publication cannot be read, or is damaged: it is kept here and not sent. */
  void unreadable(String name, StoreException cause);

  /** The queue itself cannot be looked through. */
  void queueLost(StoreException cause);
}
