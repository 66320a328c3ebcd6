package procsnap.cli.log;

import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.StoreException;
import procsnap.core.trace.TraceNames;
import procsnap.core.upload.UploadEvents;

/** Counts what was uploaded and, on a terminal, shows it in one line that is written over. */
public final class UploadProgress implements UploadEvents {

  /** Whether standard error is a terminal: only the launcher can tell. */
  private static final String TERMINAL = "procsnap.terminal";

  private static final String ERASE_LINE = "\r\u001b[K";

  private final UploadEvents events;
  private final long publications;
  private final boolean terminal = Boolean.getBoolean(TERMINAL);
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
    erase();
  }

  private void erase() {
    if (terminal) {
      System.err.print(ERASE_LINE);
      System.err.flush();
    }
  }

  @Override
  public void sent(String name, long size) {
    objects++;
    bytes += size;
    // A manifest is the last of each publication.
    sent += name.endsWith(TraceNames.JSON) ? 1 : 0;
    erase();
    events.sent(name, size);
    if (terminal) {
      System.err.print("uploading: " + sent + " of " + publications + ", " + bytes / 1024 + " KiB");
      System.err.flush();
    }
  }

  @Override
  public void lost(ObjectStoreException cause) {
    erase();
    events.lost(cause);
  }

  @Override
  public void refused(ObjectStoreException cause) {
    erase();
    events.refused(cause);
  }

  @Override
  public void back() {
    erase();
    events.back();
  }

  @Override
  public void setAside(String name, ObjectStoreException cause) {
    erase();
    events.setAside(name, cause);
  }

  @Override
  public void unreadable(String name, StoreException cause) {
    erase();
    events.unreadable(name, cause);
  }

  @Override
  public void queueLost(StoreException cause) {
    erase();
    events.queueLost(cause);
  }
}
