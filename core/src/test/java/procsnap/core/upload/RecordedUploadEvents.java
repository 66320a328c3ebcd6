package procsnap.core.upload;

import java.util.ArrayList;
import java.util.List;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.StoreException;

/** Events of an upload, in order, in short words. */
final class RecordedUploadEvents implements UploadEvents {

  private final List<String> events = new ArrayList<>();

  List<String> events() {
    return events;
  }

  @Override
  public void uploaded(String name, long bytes) {
    events.add("uploaded " + name);
  }

  @Override
  public void unreachable(ObjectStoreException cause) {
    events.add("unreachable " + cause.getMessage());
  }

  @Override
  public void rejected(ObjectStoreException cause) {
    events.add("rejected " + cause.getMessage());
  }

  @Override
  public void recovered() {
    events.add("recovered");
  }

  @Override
  public void quarantined(String name, ObjectStoreException cause) {
    events.add("quarantined " + name + " " + cause.getMessage());
  }

  @Override
  public void unreadable(String name, StoreException cause) {
    events.add("unreadable " + name + " " + cause.getMessage());
  }

  @Override
  public void queueUnreadable(StoreException cause) {
    events.add("queue unreadable " + cause.getMessage());
  }

  @Override
  public void queueRecovered() {
    events.add("queue recovered");
  }
}
