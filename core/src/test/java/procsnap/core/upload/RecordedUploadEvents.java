package procsnap.core.upload;

import java.util.ArrayList;
import java.util.List;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.StoreException;

/** What was told of an upload, in order, in short words. */
final class RecordedUploadEvents implements UploadEvents {

  private final List<String> events = new ArrayList<>();

  List<String> events() {
    return events;
  }

  @Override
  public void uploaded(String name, long bytes) {
    events.add("sent " + name);
  }

  @Override
  public void unreachable(ObjectStoreException cause) {
    events.add("lost " + cause.getMessage());
  }

  @Override
  public void rejected(ObjectStoreException cause) {
    events.add("refused " + cause.getMessage());
  }

  @Override
  public void recovered() {
    events.add("back");
  }

  @Override
  public void quarantined(String name, ObjectStoreException cause) {
    events.add("aside " + name + " " + cause.getMessage());
  }

  @Override
  public void unreadable(String name, StoreException cause) {
    events.add("unreadable " + name + " " + cause.getMessage());
  }

  @Override
  public void queueUnreadable(StoreException cause) {
    events.add("queue " + cause.getMessage());
  }
}
