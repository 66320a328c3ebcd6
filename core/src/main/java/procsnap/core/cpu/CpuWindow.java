package procsnap.core.cpu;

import java.time.Duration;

/** A span of time over which CPU use is averaged. */
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

  /** Its length as column names spell it. */
  public String label() {
    return label;
  }

  /** Its length in ns. */
  public long nanos() {
    return nanos;
  }

  /** How far apart two instants are at most, in ns, to be one for this window: 1 % of it. */
  public long toleranceNanos() {
    return nanos / 100;
  }
}
