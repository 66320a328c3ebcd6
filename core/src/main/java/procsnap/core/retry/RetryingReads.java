package procsnap.core.retry;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import procsnap.core.port.ObjectCursor;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStore.StoredObject;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.ObjectStoreException.Kind;
import procsnap.core.time.StopSignal;
import procsnap.core.time.TimeSource;

/**
 * Reads the objects and listings of a store, and tries again what fails for the moment: four
 * attempts, 1 s, 2 s and 3 s apart, or as far apart as the store asks for, up to a minute. A stop
 * ends the attempts.
 */
public final class RetryingReads {

  private static final int ATTEMPTS = 4;
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  /** What is done with an open object; repeated from its beginning when the transfer breaks off. */
  @FunctionalInterface
  public interface Reading<T, E extends Exception> {
    T from(InputStream in) throws IOException, E;
  }

  private final ObjectStore store;
  private final TimeSource time;
  private final StopSignal stop;

  public RetryingReads(ObjectStore store, TimeSource time, StopSignal stop) {
    this.store = store;
    this.time = time;
    this.stop = stop;
  }

  /**
   * Reads an object.
   *
   * @throws IOException when its transfer broke off each time
   * @throws ObjectStoreException when the store did not send it
   */
  public <T, E extends Exception> T read(String name, Reading<T, E> reading)
      throws IOException, ObjectStoreException, E {
    for (int attempt = 1; ; attempt++) {
      try (InputStream in = store.read(name)) {
        return reading.from(in);
      } catch (IOException e) {
        if (!waitAfter(attempt, Duration.ZERO)) {
          throw e;
        }
      } catch (ObjectStoreException e) {
        if (!waitAfter(attempt, e)) {
          throw e;
        }
      }
    }
  }

  /**
   * Lists objects as {@link ObjectStore#list}; after a failure it continues after the last name.
   */
  public ObjectCursor list(String prefix, String startAfter) {
    return new ObjectCursor() {

      private ObjectCursor cursor = store.list(prefix, startAfter);
      private String last = startAfter;

      @Override
      public Optional<StoredObject> next() throws ObjectStoreException {
        for (int attempt = 1; ; attempt++) {
          try {
            Optional<StoredObject> next = cursor.next();
            next.ifPresent(object -> last = object.name());
            return next;
          } catch (ObjectStoreException e) {
            if (!waitAfter(attempt, e)) {
              throw e;
            }
            cursor = store.list(prefix, last);
          }
        }
      }
    };
  }

  private boolean waitAfter(int attempt, ObjectStoreException failure) {
    return failure.kind() == Kind.TRANSIENT && waitAfter(attempt, failure.retryAfter());
  }

  /**
   * Waits until the next attempt.
   *
   * @return whether there is to be one
   */
  private boolean waitAfter(int attempt, Duration retryAfter) {
    if (attempt == ATTEMPTS) {
      return false;
    }
    Duration planned = Duration.ofSeconds(attempt);
    Duration asked = retryAfter.compareTo(planned) > 0 ? retryAfter : planned;
    Duration wait = asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
    time.waitUntil(time.nanos() + wait.toNanos(), stop);
    return !stop.requested();
  }
}
