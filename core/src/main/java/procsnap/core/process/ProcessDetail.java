package procsnap.core.process;

/** What can be read of a process beyond its identity, state and CPU time; each costs a read. */
public enum ProcessDetail {
  /** Virtual and resident size. */
  MEMORY("memory"),
  COMMAND_LINE("cmdline"),
  /** Real user id. */
  UID("uid"),
  CGROUP("cgroup"),
  /** Bytes read from and written to storage. */
  IO("io");

  private final String label;

  ProcessDetail(String label) {
    this.label = label;
  }

  /** The word that is written where a problem with this detail is told. */
  public String label() {
    return label;
  }
}
