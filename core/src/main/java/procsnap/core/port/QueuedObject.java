package procsnap.core.port;

/** Object in an {@link UploadQueue}. */
public interface QueuedObject {

  /** Name of the object in every store. */
  String name();

  /**
   * Reads the content and checks that it matches what was published.
   *
   * @throws StoreException if it cannot be read or is damaged
   */
  ObjectContent content() throws StoreException;

  /**
   * Removes the object from the queue, because the store holds all of it.
   *
   * @throws StoreException if it cannot be removed; it is then still pending
   */
  void confirm() throws StoreException;
}
