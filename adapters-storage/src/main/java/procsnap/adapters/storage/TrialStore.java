package procsnap.adapters.storage;

import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;

/** An object store that can remove what was put there to try it. */
public interface TrialStore extends ObjectStore {

  /**
   * Removes an object; one that does not exist counts as removed. Only for names that nothing
   * recorded has.
   *
   * @throws ObjectStoreException when the object may still exist
   */
  void removeTrial(String name) throws ObjectStoreException;
}
