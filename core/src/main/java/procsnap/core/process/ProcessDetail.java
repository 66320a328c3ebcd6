package procsnap.core.process;

/** Detail of a process other than its identity, state and CPU time; each costs a read. */
public enum ProcessDetail {
  /** Virtual and resident size. */
  MEMORY("memory"),
  COMMAND_LINE("cmdline"),
  /** Real user ID. */
  UID("uid"),
  CGROUP("cgroup"),
  /** Bytes read from and written to storage. */
  IO("io");

  private final String label;

  ProcessDetail(String label) {
    this.label = label;
  }

  /** Name of the detail in the {@code missing} column. */
  public String label() {
    return label;
  }
}
