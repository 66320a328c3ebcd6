package procsnap.core.port;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/** A store in memory whose next reads fail in the order in which failures were queued. */
public final class FailingObjectStore implements ObjectStore {

  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final Deque<ObjectStoreException> reads = new ArrayDeque<>();
  private final Deque<ListingFailure> listings = new ArrayDeque<>();
  private final StringBuilder requests = new StringBuilder();
  private int cutTransfers;
  private int listed;
  private Runnable beforeFailure = () -> {};

  /** The store behind it, which does not fail. */
  public InMemoryObjectStore objects() {
    return store;
  }

  public void failRead(ObjectStoreException failure) {
    reads.add(failure);
  }

  /** Cuts the transfer of the next objects after their first byte. */
  public void cutTransfers(int count) {
    cutTransfers = count;
  }

  /** Fails a listing after some more objects. */
  public void failListing(int objects, ObjectStoreException failure) {
    listings.add(new ListingFailure(objects, failure));
  }

  private record ListingFailure(int objects, ObjectStoreException failure) {}

  public void beforeFailure(Runnable action) {
    beforeFailure = action;
  }

  /** All reads and listings, as "read NAME" and "list PREFIX after NAME". */
  public String requests() {
    return requests.toString();
  }

  @Override
  public InputStream read(String name) throws ObjectStoreException {
    requests.append("read ").append(name).append('\n');
    if (!reads.isEmpty()) {
      beforeFailure.run();
      throw reads.remove();
    }
    InputStream whole = store.read(name);
    return cutTransfers-- > 0 ? cut(whole) : whole;
  }

  private InputStream cut(InputStream whole) {
    return new FilterInputStream(whole) {
      private boolean begun;

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        if (begun) {
          beforeFailure.run();
          throw new IOException("connection reset");
        }
        begun = true;
        return super.read(buffer, offset, 1);
      }
    };
  }

  @Override
  public ObjectCursor list(String prefix, String startAfter) {
    requests.append("list ").append(prefix).append(" after ").append(startAfter).append('\n');
    ObjectCursor cursor = store.list(prefix, startAfter);
    return () -> {
      if (!listings.isEmpty()) {
        if (listings.element().objects() == listed) {
          listed = 0;
          beforeFailure.run();
          throw listings.remove().failure();
        }
        listed++;
      }
      return cursor.next();
    };
  }

  @Override
  public Put putIfAbsent(String name, ObjectContent content) throws ObjectStoreException {
    return store.putIfAbsent(name, content);
  }

  @Override
  public void close() {
    store.close();
  }
}
