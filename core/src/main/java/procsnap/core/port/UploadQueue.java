package procsnap.core.port;

import java.util.List;
import java.util.function.Predicate;

/**
 * What is published and not yet confirmed by an object store. It is kept on disk alone: whatever
 * waits there at a start waits still. Used by one thread at a time, while others publish.
 */
public interface UploadQueue {

  /**
   * Objects that belong together, in the order in which they are to be sent: a snapshot before its
   * manifest, so that who finds a manifest finds the snapshot.
   *
   * @param names names of the objects, one at least
   */
  record Publication(List<String> names) {

    public Publication {
      names = List.copyOf(names);
    }

    /** Name of its last object, which tells it from others. */
    public String name() {
      return names.get(names.size() - 1);
    }
  }

  /**
   * The oldest that wait, in order of age.
   *
   * @param most how many at most
   * @param leftOut those that are not wanted, by name
   * @throws StoreException when it cannot be looked through
   */
  List<Publication> oldest(int most, Predicate<String> leftOut) throws StoreException;

  /**
   * How many publications wait.
   *
   * @throws StoreException when it cannot be looked through
   */
  long count() throws StoreException;

  /**
   * The content of an object that waits.
   *
   * @throws StoreException when it cannot be read, or is not what was published
   */
  ObjectContent content(String name) throws StoreException;

  /**
   * Takes an object out of the queue: the store has it, whole.
   *
   * @throws StoreException when it cannot be taken out; it then still waits
   */
  void confirmed(String name) throws StoreException;
}
