package procsnap.core.port;

/** An object in an {@link UploadQueue}. */
public interface QueuedObject {

  /** Name that the object has in every store. */
  String name();

  /**
   * Reads the content and checks that it is what was published.
   *
   * @throws StoreException if it cannot be read, or is damaged
   */
  ObjectContent content() throws StoreException;

  /**
   * Removes the object from the queue: the store holds it, whole.
   *
   * @throws StoreException if it cannot be removed; it is then still pending
   */
  void confirm() throws StoreException;
}
