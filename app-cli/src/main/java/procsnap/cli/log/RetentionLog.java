package procsnap.cli.log;

import procsnap.core.retention.RetentionEvents;

/** Logs what retention deletes, and why it does not. */
public final class RetentionLog implements RetentionEvents {

  private final Log log;

  public RetentionLog(Log log) {
    this.log = log;
  }

  @Override
  public void deleted(int snapshots) {
    log.debug("deleted {} old {}", snapshots, snapshots == 1 ? "snapshot" : "snapshots");
  }

  @Override
  public void clockStepped() {
    log.warn("the system clock was stepped: --retain is ignored until the next start");
  }

  @Override
  public void failed(Exception cause) {
    log.warn("old snapshots are kept: {}", Printable.of(String.valueOf(cause.getMessage())));
  }
}
