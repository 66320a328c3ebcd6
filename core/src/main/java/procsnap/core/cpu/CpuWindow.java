package procsnap.core.cpu;

import java.time.Duration;

/** Period over which CPU use is averaged. */
public enum CpuWindow {
  FIVE_SECONDS("5s", Duration.ofSeconds(5)),
  TWO_MINUTES("2m", Duration.ofMinutes(2)),
  ONE_HOUR("1h", Duration.ofHours(1));

  private final String label;
  private final long nanos;

  CpuWindow(String label, Duration length) {
    this.label = label;
    this.nanos = length.toNanos();
  }

  /** Length as spelled in column names. */
  public String label() {
    return label;
  }

  /** Length in ns. */
  public long nanos() {
    return nanos;
  }

  /**
   * Largest difference, in ns, between two instants that count as the same for this window: 1 % of
   * its length.
   */
  public long toleranceNanos() {
    return nanos / 100;
  }
}
