package procsnap.cli.log;

import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.StoreException;
import procsnap.core.trace.TraceNames;
import procsnap.core.upload.UploadEvents;

/** Counts what was uploaded and, on a terminal, shows it in one line that is written over. */
public final class UploadProgress implements UploadEvents {

  private static final int BAR = 30;

  private final UploadEvents events;
  private final long publications;
  private final ProgressLine line = new ProgressLine();
  private long objects;
  private long sent;
  private long bytes;

  /**
   * @param events is told everything as well
   * @param publications how many wait at the start
   */
  public UploadProgress(UploadEvents events, long publications) {
    this.events = events;
    this.publications = publications;
  }

  public long objects() {
    return objects;
  }

  public long bytes() {
    return bytes;
  }

  /** Leaves no half line behind. */
  public void end() {
    line.erase();
  }

  private String bar() {
    int full = (int) (BAR * Math.min(sent, publications) / Math.max(1, publications));
    return "[" + "#".repeat(full) + ".".repeat(BAR - full) + "]";
  }

  @Override
  public void sent(String name, long size) {
    objects++;
    bytes += size;
    // A manifest is the last of each publication.
    sent += name.endsWith(TraceNames.JSON) ? 1 : 0;
    line.erase();
    events.sent(name, size);
    line.show(bar() + " " + sent + " of " + publications + ", " + bytes / 1024 + " KiB");
  }

  @Override
  public void lost(ObjectStoreException cause) {
    line.erase();
    events.lost(cause);
  }

  @Override
  public void refused(ObjectStoreException cause) {
    line.erase();
    events.refused(cause);
  }

  @Override
  public void back() {
    line.erase();
    events.back();
  }

  @Override
  public void setAside(String name, ObjectStoreException cause) {
    line.erase();
    events.setAside(name, cause);
  }

  @Override
  public void unreadable(String name, StoreException cause) {
    line.erase();
    events.unreadable(name, cause);
  }

  @Override
  public void queueLost(StoreException cause) {
    line.erase();
    events.queueLost(cause);
  }
}
