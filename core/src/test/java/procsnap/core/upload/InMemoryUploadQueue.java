package procsnap.core.upload;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import procsnap.core.port.BytesContent;
import procsnap.core.port.ObjectContent;
import procsnap.core.port.QueuedObject;
import procsnap.core.port.StoreException;
import procsnap.core.port.UploadQueue;

/** A queue in memory, in the order of the publications' names. */
final class InMemoryUploadQueue implements UploadQueue {

  private final Map<String, List<String>> publications = new TreeMap<>();
  private final Map<String, BytesContent> contents = new TreeMap<>();
  private boolean unreadable;
  private @Nullable RuntimeException failure;
  private int lookUps;

  /** A snapshot and its manifest. */
  void publishSnapshot(String name) {
    publish(name + ".json", name + ".csv", name + ".json");
  }

  void publish(String key, String... names) {
    publications.put(key, new ArrayList<>(List.of(names)));
    for (String name : names) {
      contents.put(name, BytesContent.of(name));
    }
  }

  void damage(String name) {
    contents.remove(name);
  }

  void unreadable(boolean unreadable) {
    this.unreadable = unreadable;
  }

  /** Number of calls of {@link #oldest}. */
  int lookUps() {
    return lookUps;
  }

  /** Fails as no queue should, or no longer. */
  void failing(@Nullable RuntimeException failure) {
    this.failure = failure;
  }

  @Override
  public List<Publication> oldest(int limit, Predicate<String> excluded) throws StoreException {
    lookUps++;
    failIfUnreadable();
    if (failure != null) {
      throw failure;
    }
    return publications.entrySet().stream()
        .filter(entry -> !excluded.test(entry.getKey()))
        .limit(limit)
        .map(
            entry ->
                new Publication(
                    entry.getValue().stream()
                        .<QueuedObject>map(name -> new InMemory(entry.getKey(), name))
                        .toList()))
        .toList();
  }

  @Override
  public long count() throws StoreException {
    failIfUnreadable();
    return publications.size();
  }

  private void failIfUnreadable() throws StoreException {
    if (unreadable) {
      throw new StoreException("the directory is gone", new IllegalStateException());
    }
  }

  private final class InMemory implements QueuedObject {

    private final String publication;
    private final String name;

    InMemory(String publication, String name) {
      this.publication = publication;
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public ObjectContent content() throws StoreException {
      BytesContent content = contents.get(name);
      if (content == null) {
        throw new StoreException(name + " cannot be read", new IllegalStateException());
      }
      return content;
    }

    @Override
    public void confirm() throws StoreException {
      if (contents.remove(name) == null) {
        throw new StoreException(name + " is not in the queue", new IllegalStateException());
      }
      publications.computeIfPresent(
          publication,
          (key, names) -> {
            names.remove(name);
            return names.isEmpty() ? null : names;
          });
    }
  }
}
