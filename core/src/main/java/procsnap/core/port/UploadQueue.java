package procsnap.core.port;

import java.util.List;
import java.util.function.Predicate;

/**
 * Published files that no object store has confirmed yet. The queue exists only on disk:
 * publications that are pending when the program ends are still pending when it starts again. Used
 * by one thread at a time, while other threads publish.
 */
public interface UploadQueue {

  /**
   * Objects that belong together, in upload order: a snapshot before its manifest, so that a store
   * with the manifest also has the snapshot.
   *
   * @param objects at least one
   */
  record Publication(List<QueuedObject> objects) {
    public Publication {
      objects = List.copyOf(objects);
    }

    /** Name of the last object, which identifies the publication. */
    public String name() {
      return objects.get(objects.size() - 1).name();
    }
  }

  /**
   * Oldest pending publications, oldest first. Each has all its pending objects; confirmed objects
   * are omitted.
   *
   * @param limit largest number to return
   * @param excluded names of publications to skip
   * @throws StoreException if the queue cannot be listed
   */
  List<Publication> oldest(int limit, Predicate<String> excluded) throws StoreException;

  /**
   * Number of pending publications.
   *
   * @throws StoreException if the queue cannot be listed
   */
  long count() throws StoreException;
}
