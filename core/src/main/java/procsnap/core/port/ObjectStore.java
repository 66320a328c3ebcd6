package procsnap.core.port;

import java.io.InputStream;
import java.util.function.Consumer;

/**
 * Objects by name in a bucket, or in what serves as one: each is created once and never replaced.
 * Names are paths with slashes between their parts; the store may put a prefix of its own before
 * them. A store may be used by several threads at a time.
 */
public interface ObjectStore extends AutoCloseable {

  /** What came of a put. */
  enum Put {
    /** The object is there now, and was not before. */
    CREATED,
    /** It was there already, the same bytes: an earlier try had worked after all. */
    ALREADY_THERE
  }

  /** An object that is there. */
  record StoredObject(String name, long bytes) {}

  /**
   * Creates an object, whole and verified: its size and checksum are compared with what the store
   * says it has. When this fails, the object is there whole or not at all; which of both shows when
   * it is called again.
   *
   * @throws ObjectStoreException CONFLICT when other bytes are there under that name: they stay
   */
  Put putIfAbsent(String name, ObjectContent content) throws ObjectStoreException;

  /**
   * Shows every object whose name begins so, in the order of their names; it holds a page of them
   * at a time.
   *
   * @param prefix the beginning of the names, empty for all
   */
  void list(String prefix, Consumer<StoredObject> each) throws ObjectStoreException;

  /**
   * Opens an object; the stream throws an {@link java.io.IOException} when it breaks off.
   *
   * @throws ObjectStoreException MISSING when there is none of that name
   */
  InputStream read(String name) throws ObjectStoreException;

  /**
   * Removes an object that was put there to try the store, by a name that nothing recorded has.
   *
   * @return whether it is gone; not where that is not allowed, or cannot be done
   */
  default boolean removeTrial(String name) {
    return false;
  }

  /** Lets go of connections; whatever is under way fails. */
  @Override
  void close();
}
