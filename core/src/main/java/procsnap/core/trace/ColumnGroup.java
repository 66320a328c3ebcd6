package procsnap.core.trace;

/** Groups of columns that can be added to the fixed eleven; each {@link Column} names its group. */
public enum ColumnGroup {
  MONO_NS("mono_ns"),
  PPID("ppid"),
  UID("uid"),
  THREADS("threads"),
  CPU_MS("cpu_ms"),
  CGROUP("cgroup"),
  IO("io"),
  MISSING("missing");

  private final String label;

  ColumnGroup(String label) {
    this.label = label;
  }

  /** Name of the group in settings. */
  public String label() {
    return label;
  }
}
