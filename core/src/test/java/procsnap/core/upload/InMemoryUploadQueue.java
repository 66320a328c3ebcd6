package procsnap.core.upload;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import procsnap.core.port.BytesContent;
import procsnap.core.port.ObjectContent;
import procsnap.core.port.StoreException;
import procsnap.core.port.UploadQueue;

/** A queue in memory; what is in it waits in the order of the publications' names. */
final class InMemoryUploadQueue implements UploadQueue {

  private final Map<String, List<String>> publications = new TreeMap<>();
  private final Map<String, BytesContent> contents = new TreeMap<>();
  private boolean unreadable;
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

  /** How often it was asked what waits. */
  int lookUps() {
    return lookUps;
  }

  @Override
  public List<Publication> oldest(int most, Predicate<String> leftOut) throws StoreException {
    lookUps++;
    failIfLost();
    return publications.entrySet().stream()
        .filter(entry -> !leftOut.test(entry.getKey()))
        .limit(most)
        .map(entry -> new Publication(entry.getValue()))
        .toList();
  }

  @Override
  public long count() throws StoreException {
    failIfLost();
    return publications.size();
  }

  @Override
  public ObjectContent content(String name) throws StoreException {
    BytesContent content = contents.get(name);
    if (content == null) {
      throw new StoreException(name + " cannot be read", new IllegalStateException());
    }
    return content;
  }

  @Override
  public void confirmed(String name) {
    publications.values().forEach(names -> names.remove(name));
    publications.values().removeIf(List::isEmpty);
    Objects.requireNonNull(contents.remove(name), name);
  }

  private void failIfLost() throws StoreException {
    if (unreadable) {
      throw new StoreException("the directory is gone", new IllegalStateException());
    }
  }
}
