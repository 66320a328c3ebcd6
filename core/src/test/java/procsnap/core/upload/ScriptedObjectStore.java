package procsnap.core.upload;

import java.io.InputStream;
import java.util.function.IntConsumer;
import procsnap.core.port.ObjectContent;
import procsnap.core.port.ObjectCursor;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;

/** A store that announces each attempt before it is made, and fails on request. */
final class ScriptedObjectStore implements ObjectStore {

  /** Whether an attempt fails. */
  interface When {
    boolean test(int number, String name);
  }

  private final ObjectStore store;
  private IntConsumer onAttempt = number -> {};
  private When failing = (number, name) -> false;
  private ObjectStoreException failure =
      new ObjectStoreException(ObjectStoreException.Kind.TRANSIENT, "never thrown");
  private int attempts;

  ScriptedObjectStore(ObjectStore store) {
    this.store = store;
  }

  /** Does something before each attempt, given its number from 1 on. */
  void onAttempt(IntConsumer action) {
    onAttempt = onAttempt.andThen(action);
  }

  /** Does something before one attempt; the first is 1. */
  void atAttempt(int number, Runnable action) {
    onAttempt(
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
    attempts++;
    onAttempt.accept(attempts);
    if (failing.test(attempts, name)) {
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
