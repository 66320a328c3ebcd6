package procsnap.core.verify;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import procsnap.core.archive.DamagedException;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.ObjectStoreException.Kind;
import procsnap.core.time.StopSignal;
import procsnap.core.time.TimeSource;

/** Reads the objects of a store to their ends, again when the network broke one off. */
final class ObjectFiles {

  private static final int TRIES = 4;

  /** What is done with an open file. */
  interface Reading<T> {
    T from(InputStream in) throws IOException, DamagedException;
  }

  private final ObjectStore store;
  private final TimeSource time;
  private final StopSignal stop;

  ObjectFiles(ObjectStore store, TimeSource time, StopSignal stop) {
    this.store = store;
    this.time = time;
    this.stop = stop;
  }

  /**
   * Reads an object.
   *
   * @throws DamagedException when it is malformed, cannot be read, or is gone
   * @throws ObjectStoreException when the store cannot be reached
   */
  <T> T read(String name, Reading<T> reading) throws ObjectStoreException, DamagedException {
    for (int attempt = 1; ; attempt++) {
      try (InputStream in = store.read(name)) {
        return reading.from(in);
      } catch (IOException e) {
        if (attempt == TRIES || stop.requested()) {
          throw new DamagedException("it cannot be read: " + e.getMessage(), e);
        }
      } catch (ObjectStoreException e) {
        if (e.kind() == Kind.MISSING) {
          throw new DamagedException("it is gone", e);
        }
        if (e.kind() != Kind.TRANSIENT || attempt == TRIES || stop.requested()) {
          throw e;
        }
      }
      time.waitUntil(time.nanos() + TimeUnit.SECONDS.toNanos(attempt), stop);
    }
  }
}
