package procsnap.core.port;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import procsnap.core.port.ObjectStoreException.Kind;

/** Objects in memory, with faults to order. */
public final class InMemoryObjectStore implements ObjectStore {

  /** What may be wrong with it for as long as it is set. */
  public enum Fault {
    NONE,
    /** Nothing reaches it. */
    UNREACHABLE,
    /** It stores, but its answer does not come back. */
    ANSWER_LOST,
    /** It refuses whoever asks. */
    REFUSING
  }

  private final NavigableMap<String, byte[]> objects = new ConcurrentSkipListMap<>(NAME_ORDER);
  private volatile Fault fault = Fault.NONE;
  private volatile int puts;

  public void fault(Fault fault) {
    this.fault = fault;
  }

  /** How often a put was tried. */
  public int puts() {
    return puts;
  }

  public Map<String, byte[]> objects() {
    return objects;
  }

  @Override
  public synchronized Put putIfAbsent(String name, ObjectContent content)
      throws ObjectStoreException {
    puts++;
    failBefore();
    byte[] bytes = bytesOf(content);
    byte[] there = objects.putIfAbsent(name, bytes);
    if (fault == Fault.ANSWER_LOST) {
      throw new ObjectStoreException(Kind.TRANSIENT, "the answer did not come");
    }
    if (there != null && !Arrays.equals(there, bytes)) {
      throw new ObjectStoreException(Kind.CONFLICT, "other bytes are there under " + name);
    }
    return there == null ? Put.CREATED : Put.ALREADY_THERE;
  }

  private static byte[] bytesOf(ObjectContent content) throws ObjectStoreException {
    try (InputStream in = content.open()) {
      byte[] bytes = in.readAllBytes();
      BytesContent honest = BytesContent.of(bytes);
      if (honest.bytes() != content.bytes()
          || honest.crc32c() != content.crc32c()
          || !Arrays.equals(honest.md5(), content.md5())) {
        throw new ObjectStoreException(Kind.TRANSIENT, "the content is not what its sums say");
      }
      return bytes;
    } catch (IOException e) {
      throw new ObjectStoreException(Kind.TRANSIENT, "the content cannot be read", e);
    }
  }

  @Override
  public ObjectCursor list(String prefix, String startAfter) {
    return new ObjectCursor() {

      private String last = startAfter;

      @Override
      public Optional<StoredObject> next() throws ObjectStoreException {
        failBefore();
        for (var entry : objects.tailMap(last, false).entrySet()) {
          last = entry.getKey();
          if (last.startsWith(prefix)) {
            return Optional.of(new StoredObject(last, entry.getValue().length));
          }
        }
        return Optional.empty();
      }
    };
  }

  @Override
  public InputStream read(String name) throws ObjectStoreException {
    failBefore();
    byte[] bytes = objects.get(name);
    if (bytes == null) {
      throw new ObjectStoreException(Kind.MISSING, "there is no object " + name);
    }
    return new ByteArrayInputStream(bytes);
  }

  private void failBefore() throws ObjectStoreException {
    if (fault == Fault.UNREACHABLE) {
      throw new ObjectStoreException(Kind.TRANSIENT, "connection refused");
    }
    if (fault == Fault.REFUSING) {
      throw new ObjectStoreException(Kind.PERMANENT, "access denied: give it the right to create");
    }
  }

  @Override
  public void close() {}
}
