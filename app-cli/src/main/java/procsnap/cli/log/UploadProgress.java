package procsnap.cli.log;

import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.StoreException;
import procsnap.core.trace.TraceNames;
import procsnap.core.upload.UploadEvents;

/** Counts uploads and, on a terminal, shows them in one line that is overwritten. */
public final class UploadProgress implements UploadEvents {

  private static final int BAR = 30;

  private final UploadEvents events;
  private final long publications;
  private final ProgressLine line = new ProgressLine();
  private long objects;
  private long sent;
  private long bytes;

  /**
   * @param events receives every event as well
   * @param publications number of pending uploads at the start
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

  /** Erases the line. */
  public void end() {
    line.erase();
  }

  private String bar() {
    int full = (int) (BAR * Math.min(sent, publications) / Math.max(1, publications));
    return "[" + "#".repeat(full) + ".".repeat(BAR - full) + "]";
  }

  @Override
  public void uploaded(String name, long size) {
    objects++;
    bytes += size;
    // A manifest is the last object of each upload.
    sent += name.endsWith(TraceNames.JSON) ? 1 : 0;
    line.erase();
    events.uploaded(name, size);
    line.show(bar() + " " + sent + " of " + publications + ", " + bytes / 1024 + " KiB");
  }

  @Override
  public void unreachable(ObjectStoreException cause) {
    line.erase();
    events.unreachable(cause);
  }

  @Override
  public void rejected(ObjectStoreException cause) {
    line.erase();
    events.rejected(cause);
  }

  @Override
  public void recovered() {
    line.erase();
    events.recovered();
  }

  @Override
  public void quarantined(String name, ObjectStoreException cause) {
    line.erase();
    events.quarantined(name, cause);
  }

  @Override
  public void unreadable(String name, StoreException cause) {
    line.erase();
    events.unreadable(name, cause);
  }

  @Override
  public void queueUnreadable(StoreException cause) {
    line.erase();
    events.queueUnreadable(cause);
  }

  @Override
  public void queueRecovered() {
    line.erase();
    events.queueRecovered();
  }
}
