package procsnap.core.upload;

import java.io.InputStream;
import java.util.function.IntConsumer;
import procsnap.core.port.ObjectContent;
import procsnap.core.port.ObjectCursor;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;

/** A store that tells of each try before it is made, and fails when it is told to. */
final class ScriptedObjectStore implements ObjectStore {

  /** Whether a try fails. */
  interface When {
    boolean test(int number, String name);
  }

  private final ObjectStore store;
  private IntConsumer onTry = number -> {};
  private When failing = (number, name) -> false;
  private ObjectStoreException failure =
      new ObjectStoreException(ObjectStoreException.Kind.TRANSIENT, "never thrown");
  private int tries;

  ScriptedObjectStore(ObjectStore store) {
    this.store = store;
  }

  /** Does something before each try, given its number from 1 on. */
  void onTry(IntConsumer action) {
    onTry = onTry.andThen(action);
  }

  /** Does something before one try, the first being 1. */
  void atTry(int number, Runnable action) {
    onTry(
        now -> {
          if (now == number) {
            action.run();
          }
        });
  }

  void failWhen(When failing, ObjectStoreException failure) {
    this.failing = failing;
    this.failure = failure;
  }

  @Override
  public Put putIfAbsent(String name, ObjectContent content) throws ObjectStoreException {
    tries++;
    onTry.accept(tries);
    if (failing.test(tries, name)) {
      throw failure;
    }
    return store.putIfAbsent(name, content);
  }

  @Override
  public ObjectCursor list(String prefix, String startAfter) {
    return store.list(prefix, startAfter);
  }

  @Override
  public InputStream read(String name) throws ObjectStoreException {
    return store.read(name);
  }

  @Override
  public void close() {
    store.close();
  }
}
