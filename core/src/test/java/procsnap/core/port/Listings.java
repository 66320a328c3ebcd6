package procsnap.core.port;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import procsnap.core.port.ObjectStore.StoredObject;

/** Whole listings, for tests with few objects. */
public final class Listings {

  private Listings() {}

  /** Lists all objects of a store. */
  public static List<StoredObject> all(ObjectStore store) throws ObjectStoreException {
    return rest(store.list("", ""));
  }

  /** Moves a cursor to its end. */
  public static List<StoredObject> rest(ObjectCursor cursor) throws ObjectStoreException {
    List<StoredObject> objects = new ArrayList<>();
    for (Optional<StoredObject> next = cursor.next(); next.isPresent(); next = cursor.next()) {
      objects.add(next.get());
    }
    return objects;
  }
}
