package procsnap.core.port;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Objects by name in a bucket, or in what serves as one. An object is created once and never
 * replaced. Names are paths with slashes between their parts; the store may put a prefix of its own
 * before them. A store may be used by several threads at a time.
 */
public interface ObjectStore extends AutoCloseable {

  /** Order of names in listings: by their UTF-8 bytes, whole names, slashes included. */
  Comparator<String> NAME_ORDER =
      (one, other) ->
          Arrays.compareUnsigned(
              one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));

  /** Result of a successful put. */
  enum Put {
    /** The object exists now and did not before. */
    CREATED,
    /** The same bytes already existed under that name: an earlier attempt succeeded after all. */
    ALREADY_THERE
  }

  /** Name and size of a stored object. */
  record StoredObject(String name, long bytes) {}

  /**
   * Creates an object, whole and verified: its size and checksum are compared with those that the
   * store reports. After a failure the object is either whole or absent; calling this again shows
   * which.
   *
   * @throws ObjectStoreException CONFLICT when other bytes exist under that name: they stay
   */
  Put putIfAbsent(String name, ObjectContent content) throws ObjectStoreException;

  /**
   * Lists the objects whose names begin with a prefix, in {@link #NAME_ORDER}. Nothing is requested
   * before the cursor is moved.
   *
   * @param prefix the beginning of the names, empty for all
   * @param startAfter the name after which the listing starts, itself excluded; it need not exist
   *     nor begin with the prefix, and is empty for the beginning
   */
  ObjectCursor list(String prefix, String startAfter);

  /**
   * Opens an object; the stream throws an {@link java.io.IOException} when the transfer breaks off.
   *
   * @throws ObjectStoreException MISSING when no object has that name
   */
  InputStream read(String name) throws ObjectStoreException;

  /** Closes all connections; requests under way fail. */
  @Override
  void close();
}
