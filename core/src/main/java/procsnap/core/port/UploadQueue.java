package procsnap.core.port;

import java.util.List;
import java.util.function.Predicate;

/**
 * Published files that no object store has confirmed yet. The queue lives on disk alone: what is
 * pending when the program ends is pending when it starts again. Used by one thread at a time,
 * while others publish.
 */
public interface UploadQueue {

  /**
   * Objects that belong together, in upload order: a snapshot before its manifest, so that whoever
   * finds a manifest finds the snapshot.
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
   * Oldest pending publications, in order of age. Each is complete: what was confirmed before is no
   * longer among its objects.
   *
   * @param limit largest number to return
   * @param excluded publications to pass over, by name
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
