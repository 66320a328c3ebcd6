package procsnap.core.port;

import java.util.Optional;
import procsnap.core.port.ObjectStore.StoredObject;

/**
 * A position in the listing of an object store, moved forward one object at a time.
 *
 * <ul>
 *   <li>Names rise strictly, in {@link ObjectStore#NAME_ORDER}.
 *   <li>The first request is sent by the first call of {@link #next()}, each further one when its
 *       page is needed. No more than one page is held (of a directory: one page for each directory
 *       on the way to the current file), and nothing has to be closed.
 *   <li>An object that is created or removed during the listing may or may not be listed.
 *   <li>A cursor is for one thread. After an exception it is not used again; a new listing that
 *       starts after the last name continues where this one failed.
 * </ul>
 */
public interface ObjectCursor {

  /**
   * Moves to the next object.
   *
   * @return the object; absent at the end of the listing, and from then on
   */
  Optional<StoredObject> next() throws ObjectStoreException;
}
