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

/** Objects in memory, with faults on request. */
public final class InMemoryObjectStore implements ObjectStore {

  /** A failure of the store, until another one is set. */
  public enum Fault {
    NONE,
    /** No request reaches it. */
    UNREACHABLE,
    /** Objects are stored, but the response is lost. */
    ANSWER_LOST,
    /** Every request is rejected. */
    REFUSING
  }

  private final NavigableMap<String, byte[]> objects = new ConcurrentSkipListMap<>(NAME_ORDER);
  private volatile Fault fault = Fault.NONE;
  private volatile int puts;

  public void fault(Fault fault) {
    this.fault = fault;
  }

  /** Number of attempted puts. */
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
      throw new ObjectStoreException(Kind.TRANSIENT, "the response was lost");
    }
    if (there != null && !Arrays.equals(there, bytes)) {
      throw new ObjectStoreException(Kind.CONFLICT, "other bytes already exist under " + name);
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
        throw new ObjectStoreException(Kind.TRANSIENT, "the content does not match its checksums");
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
      throw new ObjectStoreException(Kind.MISSING, name + " does not exist");
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
