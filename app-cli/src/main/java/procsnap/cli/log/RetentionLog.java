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
    log.debug(LogMessages.DELETED, Plural.of(snapshots, "old snapshot"));
  }

  @Override
  public void clockStepped() {
    log.warn(LogMessages.CLOCK_STEPPED);
  }

  @Override
  public void failed(Exception cause) {
    log.warn(LogMessages.RETENTION_FAILED, Printable.of(String.valueOf(cause.getMessage())));
  }
}
